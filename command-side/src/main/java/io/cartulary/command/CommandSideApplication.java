package io.cartulary.command;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The command side as a process of its own.
@SpringBootApplication(
        scanBasePackages = {"io.cartulary.eventstore", "io.cartulary.web", "io.cartulary.command"})
@ConfigurationPropertiesScan("io.cartulary.command")
public class CommandSideApplication {

    static void main(String[] arguments) {
        SpringApplication.run(CommandSideApplication.class, arguments);
    }
}
