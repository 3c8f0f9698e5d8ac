package io.cartulary.standalone;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/// The main story with both sides in one process.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandaloneJourneyTest {

    private WebServerApplicationContext context;

    @BeforeAll
    void start() {
        var port = Ports.free();
        context =
                (WebServerApplicationContext)
                        SpringApplication.run(
                                StandaloneApplication.class,
                                TestSettings.of("standalone", port)
                                        .readModels("standalone")
                                        .arguments());
    }

    @AfterAll
    void stop() {
        SpringApplication.exit(context);
    }

    @Test
    void goes_from_search_to_a_confirmed_order() {
        new MainJourney(
                        new Shopper(
                                URI.create("http://localhost:" + context.getWebServer().getPort()),
                                TestSettings.STAFF_PASSWORD))
                .walk();
    }
}
