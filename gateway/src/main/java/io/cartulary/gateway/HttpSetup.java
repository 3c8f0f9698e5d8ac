package io.cartulary.gateway;

import io.cartulary.web.ApiHeaders;
import io.cartulary.web.limit.LimitConfiguration;
import io.cartulary.web.problem.CorsProblems;
import io.cartulary.web.problem.ProblemReportValve;
import io.cartulary.web.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/// How the gateway speaks HTTP with its callers.
@Configuration(proxyBeanMethods = false)
@Import({CorsProblems.class, LimitConfiguration.class, ProblemWriter.class})
class HttpSetup {

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    CorsFilter corsFilter(GatewayProperties properties, CorsProblems problems) {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(properties.corsOrigins());
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(List.of("*"));
        cors.setExposedHeaders(ApiHeaders.EXPOSED);
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", cors);
        var filter = new CorsFilter(source);
        filter.setCorsProcessor(problems);
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat() {
        return tomcat ->
                tomcat.addContextCustomizers(context -> {
                    if (context.getParent() instanceof StandardHost host) {
                        host.setErrorReportValveClass(ProblemReportValve.class.getName());
                    }
                });
    }

    /// An answer that is not written to the end, as to a caller whose copy is still good, would
    /// keep its connection.
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    OncePerRequestFilter connectionsAreGivenBack() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(
                    HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                try {
                    chain.doFilter(request, response);
                } finally {
                    if (request.getAttribute(NodeExchange.BODY) instanceof InputStream body) {
                        body.close();
                    }
                }
            }
        };
    }
}
