package io.cartulary.query;

import io.cartulary.embedded.parts.Part;
import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.tests.access.TestIssuer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/// The query side as it runs in production, on real servers. All tests with the same settings share
/// one, and distinguish each other's events by their names.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(
        classes = QuerySideApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // Left to the JVM's end: there the servers go at the same moment.
        properties = "spring.main.register-shutdown-hook=false")
@ContextConfiguration(initializers = QuerySideTest.OnSharedParts.class)
public @interface QuerySideTest {

    final class OnSharedParts
            implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            ((GenericApplicationContext) context).registerBean(TestIssuer.class);
            SharedParts.start(Part.POSTGRESQL, Part.ELASTICSEARCH, Part.KAFKA);
            TestPropertyValues.of(
                            "cartulary.databases.event-store.read-only=false",
                            "cartulary.databases.personal-keys.read-only=false",
                            "cartulary.processors.claim-every=250ms",
                            // A busy machine is late, not wrong.
                            "cartulary.projections.wait=30s",
                            "cartulary.search.index-prefix=query-",
                            "cartulary.security.token-secret=0123456789abcdef0123456789abcdef")
                    .and(SharedParts.eventStoreSettings("query"))
                    .and(SharedParts.readModelSettings("query"))
                    .and(SharedParts.searchSettings())
                    .and(SharedParts.kafkaSettings())
                    .applyTo(context);
        }
    }
}
