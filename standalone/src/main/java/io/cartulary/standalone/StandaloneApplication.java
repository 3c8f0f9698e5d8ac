package io.cartulary.standalone;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The command side and the query side in one Spring context, on one port.
@SpringBootApplication(
        scanBasePackages = {
            "io.cartulary.eventstore",
            "io.cartulary.web",
            "io.cartulary.command",
            "io.cartulary.query"
        })
@ConfigurationPropertiesScan({"io.cartulary.command", "io.cartulary.query"})
public class StandaloneApplication {
    static void main(String[] args) {
        System.exit(new Launcher(System.out, System.err).launch(args));
    }
}
