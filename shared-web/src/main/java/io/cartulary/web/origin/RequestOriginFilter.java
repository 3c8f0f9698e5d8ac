package io.cartulary.web.origin;

import io.cartulary.web.ApiHeaders;
import io.cartulary.web.FilterOrder;
import io.cartulary.web.access.CartTokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Notes who calls, after security has found out, and names the request in the log and in the
/// answer.
@Component
@Order(FilterOrder.ORIGIN)
class RequestOriginFilter extends OncePerRequestFilter {

    private final CartTokens tokens;

    RequestOriginFilter(CartTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var origin = RequestOrigin.of(request, tokens);
        request.setAttribute(RequestOrigin.ATTRIBUTE, origin);
        response.setHeader(ApiHeaders.REQUEST_ID, origin.requestId());
        try (var _ = MDC.putCloseable("requestId", origin.requestId())) {
            chain.doFilter(request, response);
        }
    }
}
