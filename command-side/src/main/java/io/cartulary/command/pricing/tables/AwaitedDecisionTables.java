package io.cartulary.command.pricing.tables;

import io.cartulary.web.ApiHeaders;
import io.cartulary.web.consistency.Position;
import io.cartulary.web.problem.ProblemException;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.pattern.PathPatternParser;

/// Lets carts, check-outs and offers of products see a rule, price or coupon that was just written:
/// a request that names the position of the write waits until the decision tables cover it.
@Configuration(proxyBeanMethods = false)
class AwaitedDecisionTables implements WebMvcConfigurer, HandlerInterceptor {

    private static final List<String> PRICED =
            List.of(
                    "/api/v1/cart/**",
                    "/api/v1/orders",
                    "/api/v1/coupons/validation",
                    "/api/v1/admin/products",
                    "/api/v1/admin/products/bulk-update",
                    "/api/v1/admin/products/*/variants",
                    "/api/v1/admin/products/*/variants/*",
                    "/api/v1/admin/tax-rules/**",
                    "/api/v1/admin/shipping-methods/**",
                    "/api/v1/admin/price-lists/**");

    /// Their lists come from a read model, which waits by itself.
    private static final Set<String> LISTED_ELSEWHERE =
            Set.of("/api/v1/orders", "/api/v1/admin/products");

    /// A node that does not feed the tables learns of their position every five seconds.
    private static final Duration LONGEST = Duration.ofSeconds(6);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final ObjectProvider<EventProcessingConfiguration> processors;
    private final ObjectProvider<JdbcClient> database;

    AwaitedDecisionTables(
            ObjectProvider<EventProcessingConfiguration> processors,
            ObjectProvider<JdbcClient> database) {
        this.processors = processors;
        this.database = database;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(PRICED);
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws InterruptedException {
        var position = request.getHeader(ApiHeaders.POSITION);
        if (position != null
                && !(isGet(request) && LISTED_ELSEWHERE.contains(request.getRequestURI()))) {
            await(Position.decode(position).globalIndex());
        }
        return true;
    }

    private void await(long asked) throws InterruptedException {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (reached() < asked) {
            if (System.nanoTime() > end) {
                throw new ProblemException(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "NOT_YET_VISIBLE",
                        "What was asked for is not visible yet; send the request again.",
                        null);
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /// Of this node's own processor, or as the one that feeds the tables stored it.
    private long reached() {
        return processors
                .getObject()
                .eventProcessor(DecisionTables.PROCESSOR, PooledStreamingEventProcessor.class)
                .orElseThrow()
                .processingStatus()
                .values()
                .stream()
                .mapToLong(status -> status.getCurrentPosition().orElse(-1))
                .min()
                .orElseGet(this::stored);
    }

    private long stored() {
        return database.getObject().sql(DecisionTables.POSITION).query(Long.class).single();
    }

    private static boolean isGet(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    /// Before errors are given their examples.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    OpenApiCustomizer pricedRoutesMayNameAPosition() {
        return api ->
                api.getPaths()
                        .forEach((path, item) -> {
                            if (isPriced(path)) {
                                item.readOperationsMap()
                                        .forEach((method, operation) -> {
                                            if (method != HttpMethod.GET
                                                    || !LISTED_ELSEWHERE.contains(path)) {
                                                operation.addParametersItem(parameter());
                                                operation
                                                        .getResponses()
                                                        .computeIfAbsent(
                                                                "503",
                                                                _ ->
                                                                        new ApiResponse()
                                                                                .description(
                                                                                        "`NOT_YET_VISIBLE`: What was asked for is not visible yet; send the request again."));
                                            }
                                        });
                            }
                        });
    }

    private static HeaderParameter parameter() {
        var parameter = new HeaderParameter();
        parameter.name(ApiHeaders.POSITION);
        parameter.description("Of a staff member's write: know that rule, price or coupon");
        parameter.schema(new StringSchema().maxLength(Position.LENGTH));
        parameter.example(new Position(4711).encode());
        return parameter;
    }

    private static boolean isPriced(String path) {
        var container = PathContainer.parsePath(path);
        return PRICED.stream()
                .map(PathPatternParser.defaultInstance::parse)
                .anyMatch(pattern -> pattern.matches(container));
    }
}
