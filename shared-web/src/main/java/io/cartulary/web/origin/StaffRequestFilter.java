package io.cartulary.web.origin;

import io.cartulary.web.FilterOrder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Nothing that staff ask to be changed is begun before it is recorded who asked.
@Component
@Order(FilterOrder.STAFF)
class StaffRequestFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(StaffRequestFilter.class);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final StaffRequests requests;

    StaffRequestFilter(StaffRequests requests) {
        this.requests = requests;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var caller = (RequestOrigin) request.getAttribute(RequestOrigin.ATTRIBUTE);
        return caller.staff().isEmpty() || READING.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = (RequestOrigin) request.getAttribute(RequestOrigin.ATTRIBUTE);
        var number = requests.begin(caller, request.getMethod(), request.getRequestURI());
        var status = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            end(number, status);
        }
    }

    private void end(long number, int status) {
        try {
            requests.end(number, status);
        } catch (DataAccessException e) {
            log.warn("How staff's request {} ended could not be noted", number, e);
        }
    }
}
