package io.cartulary.web.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/// The access token of a request, if its route looks at it: who refreshes one that ran out may send
/// it along as always.
final class BearerTokens implements BearerTokenResolver {

    private final BearerTokenResolver header = new DefaultBearerTokenResolver();
    private final RouteLookup routes;

    BearerTokens(RouteLookup routes) {
        this.routes = routes;
    }

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        return routes.find(request).caller() == Caller.ANYONE ? null : header.resolve(request);
    }
}
