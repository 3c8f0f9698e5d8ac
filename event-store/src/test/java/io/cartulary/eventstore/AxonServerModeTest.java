package io.cartulary.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Status;

/// The other position of the switch, with no Axon Server to reach.
class AxonServerModeTest {

    @Test
    void starts_without_a_server_and_says_that_it_is_not_ready() {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--cartulary.event-store=axon-server",
                                "--axon.axonserver.servers=localhost:1",
                                "--axon.axonserver.connect-timeout=1000",
                                "--spring.config.import=classpath:event-store.yml"));
        for (var property : TestDatabase.freshStore()) {
            arguments.add("--" + property);
        }
        var context =
                new SpringApplicationBuilder(EventStoreTest.Application.class)
                        .web(WebApplicationType.NONE)
                        .run(arguments.toArray(String[]::new));
        try {
            var health = context.getBean(EventStoreHealth.class).health();
            assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
            assertThat(health.getDetails().get("message").toString())
                    .startsWith("The event store (axon-server) does not answer");
        } finally {
            SpringApplication.exit(context);
        }
    }
}
