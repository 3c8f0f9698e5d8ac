package io.cartulary.web.origin;

import io.cartulary.web.FilterOrder;
import io.cartulary.web.access.CartTokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Notes who calls, after security has found out.
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
        request.setAttribute(RequestOrigin.ATTRIBUTE, RequestOrigin.of(request, tokens));
        chain.doFilter(request, response);
    }
}
