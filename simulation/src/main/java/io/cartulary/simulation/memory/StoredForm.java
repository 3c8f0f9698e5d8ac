package io.cartulary.simulation.memory;

import io.cartulary.eventstore.format.EventSerialization;
import java.sql.Connection;
import javax.sql.DataSource;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// How everything is stored, as in production.
public final class StoredForm {

    private StoredForm() {}

    /// The serializer as production makes it. Nothing here is about a person, so it needs no keys.
    public static Serializer serializer() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBeanDefinition(
                    "personalKeys", new RootBeanDefinition(DataSource.class, NoKeys::new));
            context.register(EventSerialization.class);
            context.refresh();
            return context.getBean(Serializer.class);
        }
    }

    private static final class NoKeys extends AbstractDataSource {

        @Override
        public Connection getConnection() {
            throw new UnsupportedOperationException("nothing here is about a person");
        }

        @Override
        public Connection getConnection(String user, String password) {
            return getConnection();
        }
    }
}
