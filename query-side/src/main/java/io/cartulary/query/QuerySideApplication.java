package io.cartulary.query;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The query side as a process of its own.
@SpringBootApplication(
        scanBasePackages = {"io.cartulary.eventstore", "io.cartulary.web", "io.cartulary.query"})
@ConfigurationPropertiesScan("io.cartulary.query")
public class QuerySideApplication {

    static void main(String[] arguments) {
        SpringApplication.run(QuerySideApplication.class, arguments);
    }
}
