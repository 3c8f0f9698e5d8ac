package io.cartulary.benchmarks.commands;

import io.cartulary.command.cart.CartSettings;
import io.cartulary.embedded.parts.EmbeddedParts;
import io.cartulary.eventstore.EventStoreConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/// The event store with the aggregates of cart, order and stock: no HTTP, no process manager and no
/// projection takes part.
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(EventStoreConfiguration.class)
@EnableConfigurationProperties(CartSettings.class)
@ComponentScan(
        basePackages = {
            "io.cartulary.command.cart",
            "io.cartulary.command.order",
            "io.cartulary.command.inventory"
        },
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = Aggregate.class))
public class AggregatesOnly {

    public static ConfigurableApplicationContext start(EmbeddedParts server) {
        return start(settings(server));
    }

    public static Map<String, String> settings(EmbeddedParts server) {
        return server.eventStoreSettings(EmbeddedParts.SHOP);
    }

    /// @param settings of the databases, unless the environment has them
    public static ConfigurableApplicationContext start(Map<String, String> settings) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--spring.config.name=benchmarks",
                                "--spring.config.import=classpath:event-store.yml",
                                "--logging.level.root=warn"));
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new SpringApplicationBuilder(AggregatesOnly.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments.toArray(String[]::new));
    }
}
