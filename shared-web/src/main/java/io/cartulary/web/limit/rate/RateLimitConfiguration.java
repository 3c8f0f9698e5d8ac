package io.cartulary.web.limit.rate;

import io.cartulary.web.FilterOrder;
import io.cartulary.web.limit.RateLimitHeaders;
import io.cartulary.web.problem.ProblemWriter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Counts requests by the configured groups of routes.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateLimitProperties.class)
class RateLimitConfiguration {

    @Bean
    FilterRegistrationBean<RateLimitFilter> rateLimits(
            RateLimitProperties properties,
            DataSource eventStore,
            ProblemWriter problems,
            MeterRegistry meters) {
        Map<String, RouteGroup> groups = new HashMap<>();
        properties
                .groups()
                .forEach((name, group) ->
                        groups.put(
                                name,
                                new RouteGroup(
                                        new RateLimitHeaders(
                                                name, group.requests(), group.period()),
                                        properties.severalNodes() && group.shared()
                                                ? new SharedBuckets(name, group, eventStore)
                                                : new LocalBuckets(group),
                                        refused(name, meters))));
        var filter =
                new FilterRegistrationBean<>(
                        new RateLimitFilter(
                                path -> properties.groupOf(path).map(groups::get), problems));
        filter.setOrder(FilterOrder.RATES);
        return filter;
    }

    private static Counter refused(String group, MeterRegistry meters) {
        return Counter.builder("cartulary.http.rate.limited")
                .description("Requests refused because their address asked too often")
                .tag("group", group)
                .register(meters);
    }
}
