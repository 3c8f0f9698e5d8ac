package io.cartulary.eventstore;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Makes `cartulary.event-store` the one switch: Axon's connector to Axon Server follows it.
class AxonServerSwitch implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        var axonServer = "axon-server".equals(environment.getProperty("cartulary.event-store"));
        environment
                .getPropertySources()
                .addLast(
                        new MapPropertySource(
                                "event-store-switch",
                                Map.of("axon.axonserver.enabled", axonServer)));
    }
}
