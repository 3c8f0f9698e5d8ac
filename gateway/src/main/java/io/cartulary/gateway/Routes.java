package io.cartulary.gateway;

import io.cartulary.web.access.PathOwnership;
import io.cartulary.web.access.PathOwnership.Side;
import java.util.Locale;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/// One route for each side, made from [PathOwnership], and the few paths that the gateway answers
/// itself.
@Configuration(proxyBeanMethods = false)
class Routes {

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> documentsRoute(RateLimits limits, ApiDocuments documents) {
        return RouterFunctions.route().GET("/api/docs", documents::merged).filter(limits).build();
    }

    @Bean
    @Order(1)
    RouterFunction<ServerResponse> commandRoute(RateLimits limits, Nodes nodes) {
        return GatewayRouterFunctions.route("command-side")
                .route(ownedBy(Side.COMMAND), HandlerFunctions.http())
                .filter(limits)
                .filter(new ForwardToNode(Side.COMMAND, nodes))
                .build();
    }

    @Bean
    @Order(2)
    RouterFunction<ServerResponse> queryRoute(RateLimits limits, ResponseCache cache, Nodes nodes) {
        return GatewayRouterFunctions.route("query-side")
                .route(ownedBy(Side.QUERY), HandlerFunctions.http())
                .filter(limits)
                .filter(cache)
                .filter(new ForwardToNode(Side.QUERY, nodes))
                .build();
    }

    /// Health and metrics of the nodes are nobody's business outside.
    private static RequestPredicate ownedBy(Side side) {
        return request -> {
            String path = RequestPaths.of(request);
            return !path.toLowerCase(Locale.ROOT).startsWith("/actuator")
                    && PathOwnership.ownerOf(request.method().name(), path) == side;
        };
    }
}
