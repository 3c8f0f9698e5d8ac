package io.cartulary.standalone.journey;

import io.cartulary.standalone.StandaloneApplication;
import io.cartulary.standalone.api.DoubleSubmit;
import io.cartulary.standalone.shop.Ports;
import io.cartulary.standalone.shop.Shopper;
import io.cartulary.standalone.shop.TestSettings;
import io.cartulary.tests.access.OperatorAccess;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The main story and every double click with both sides in one process and the events in Axon
/// Server.
@OnAxonServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AxonServerJourneyTest {

    private final int port = Ports.free();
    private final Shopper shopper =
            new Shopper(URI.create("http://localhost:" + port), OperatorAccess.KEY);
    private ConfigurableApplicationContext shop;

    /// It waits for its Axon Server as long as it has to.
    @BeforeAll
    @Timeout(180)
    void start() {
        shop =
                SpringApplication.run(
                        StandaloneApplication.class,
                        TestSettings.onAxonServer(port)
                                .readModels("axon_standalone")
                                .add("spring.main.register-shutdown-hook", false)
                                .arguments());
    }

    /// So that it takes no command of the nodes that are tested next.
    @AfterAll
    void stop() {
        shop.close();
    }

    @Test
    void goes_from_search_to_a_confirmed_order() {
        new MainJourney(shopper).walk();
    }

    @Nested
    class DoubleSubmitOnAxonServer extends DoubleSubmit {

        DoubleSubmitOnAxonServer() {
            super(shopper);
        }
    }
}
