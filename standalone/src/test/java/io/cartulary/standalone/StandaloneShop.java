package io.cartulary.standalone;

import java.net.URI;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/// One shop with both sides in one process, for all tests of this module. It ends with the JVM:
/// closing it in an orderly way would wait for servers that the JVM's end takes away at the same
/// moment.
final class StandaloneShop {

    private static final WebServerApplicationContext CONTEXT = start();

    private StandaloneShop() {}

    static WebServerApplicationContext context() {
        return CONTEXT;
    }

    static Shopper shopper() {
        return new Shopper(
                URI.create("http://localhost:" + CONTEXT.getWebServer().getPort()),
                TestSettings.STAFF_PASSWORD);
    }

    private static WebServerApplicationContext start() {
        return (WebServerApplicationContext)
                SpringApplication.run(
                        StandaloneApplication.class,
                        TestSettings.of("standalone", Ports.free())
                                .readModels("standalone")
                                .add("spring.main.register-shutdown-hook", false)
                                .arguments());
    }
}
