package io.cartulary.command;

import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.tests.access.OperatorAccess;
import org.springframework.test.context.DynamicPropertyRegistry;

/// The databases of a test, and the secrets an application needs to start.
public final class EmbeddedDatabases {

    /// For an application that Spring keeps for the next test: it ends with the JVM. Closing it
    /// would wait for the databases, which the JVM's end takes away at the same moment.
    public static final String LEFT_TO_THE_END = "spring.main.register-shutdown-hook=false";

    private EmbeddedDatabases() {}

    /// Gives the application of one test class an event store of its own, `name`.
    public static void register(DynamicPropertyRegistry properties, String name) {
        SharedParts.eventStoreSettings(name)
                .forEach((property, value) -> properties.add(property, () -> value));
        properties.add("cartulary.processors.claim-every", () -> "250ms");
        // Shops that Spring keeps for later tests look as well.
        properties.add("cartulary.processors.look-every", () -> "200ms");
        properties.add("cartulary.accounts.operator-key", () -> OperatorAccess.KEY);
        properties.add("cartulary.security.token-secret", () -> "0123456789abcdef".repeat(2));
        properties.add("cartulary.media.folder", () -> "target/media");
        properties.add("cartulary.buyers.email-secret", () -> "fedcba9876543210".repeat(2));
    }
}
