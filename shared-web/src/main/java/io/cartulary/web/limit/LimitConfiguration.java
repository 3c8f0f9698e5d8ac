package io.cartulary.web.limit;

import io.cartulary.web.FilterOrder;
import io.cartulary.web.limit.connection.ArrivingRequests;
import io.cartulary.web.limit.connection.ConnectionDeadlines;
import io.cartulary.web.problem.ProblemWriter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The limits of a process that answers HTTP. The gateway imports it by name.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
public class LimitConfiguration {

    @Bean
    ArrivingRequests arrivingRequests() {
        return new ArrivingRequests();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionDeadlines(
            ArrivingRequests arriving, LimitProperties properties) {
        return new ConnectionDeadlines(arriving, properties.arriveWithin());
    }

    @Bean
    FilterRegistrationBean<RequestLimitFilter> requestLimits(
            LimitProperties properties,
            ArrivingRequests arriving,
            ProblemWriter problems,
            MeterRegistry meters) {
        var filter =
                new FilterRegistrationBean<>(
                        new RequestLimitFilter(
                                properties,
                                new BytesInFlight(properties.bytesInFlight(), meters),
                                arriving,
                                problems));
        filter.setOrder(FilterOrder.LIMITS);
        return filter;
    }
}
