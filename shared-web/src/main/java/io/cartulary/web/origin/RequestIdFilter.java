package io.cartulary.web.origin;

import com.github.f4b6a3.uuid.UuidCreator;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.FilterOrder;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Names the request in every line of the log and in its answer, before anything else looks at it.
/// A caller may choose the name.
@Component
@Order(FilterOrder.REQUEST_ID)
class RequestIdFilter extends OncePerRequestFilter {

    static final String ATTRIBUTE = RequestIdFilter.class.getName();

    /// In the diagnostic context of the log.
    private static final String LOGGED_AS = "requestId";

    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var given = request.getHeader(ApiHeaders.REQUEST_ID);
        var id =
                given != null && ACCEPTED.matcher(given).matches()
                        ? given
                        : UuidCreator.getTimeOrderedEpoch().toString();
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(ApiHeaders.REQUEST_ID, id);
        try (var _ = MDC.putCloseable(LOGGED_AS, id)) {
            chain.doFilter(request, response);
        }
    }
}
