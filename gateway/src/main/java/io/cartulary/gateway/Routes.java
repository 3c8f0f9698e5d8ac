package io.cartulary.gateway;

import io.cartulary.web.access.RouteTable;
import io.cartulary.web.access.RouteTable.Side;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// One route for each side, made from [RouteTable], and the few paths that the gateway answers
/// itself.
@Configuration(proxyBeanMethods = false)
class Routes {

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> documentsRoute(ApiDocuments documents) {
        return RouterFunctions.route().GET("/api/docs", documents::merged).build();
    }

    @Bean
    @Order(1)
    RouterFunction<ServerResponse> commandRoute(Nodes nodes) {
        return GatewayRouterFunctions.route("command-side")
                .route(ownedBy(Side.COMMAND), HandlerFunctions.http())
                .filter(new ForwardToNode(Side.COMMAND, nodes))
                .build();
    }

    @Bean
    @Order(2)
    RouterFunction<ServerResponse> queryRoute(ResponseCache cache, Nodes nodes) {
        return GatewayRouterFunctions.route("query-side")
                .route(ownedBy(Side.QUERY), HandlerFunctions.http())
                .filter(cache)
                .filter(new ForwardToNode(Side.QUERY, nodes))
                .build();
    }

    /// Whatever no side answers: also health and metrics of the nodes, which are for those inside.
    @Bean
    @Order(3)
    RouterFunction<ServerResponse> otherRoute() {
        return RouterFunctions.route().route(RequestPredicates.all(), Routes::answerOther).build();
    }

    private static ServerResponse answerOther(ServerRequest request) {
        var methods = RouteTable.methodsOf(RequestPaths.of(request));
        if (methods.isEmpty()) {
            return GatewayProblem.NOT_FOUND.answer(request);
        }
        var allow = String.join(", ", methods);
        return request.method() == HttpMethod.OPTIONS
                ? ServerResponse.noContent().header(HttpHeaders.ALLOW, allow).build()
                : GatewayProblem.METHOD_NOT_ALLOWED.answer(request, HttpHeaders.ALLOW, allow);
    }

    private static RequestPredicate ownedBy(Side side) {
        return request -> {
            String path = RequestPaths.of(request);
            return RouteTable.ownerOf(request.method().name(), path)
                    .filter(side::equals)
                    .isPresent();
        };
    }
}
