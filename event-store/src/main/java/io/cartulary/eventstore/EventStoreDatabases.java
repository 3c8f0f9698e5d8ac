package io.cartulary.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The event store's database, which is the primary one of a process, and the database of personal
/// keys.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventStoreProperties.class)
class EventStoreDatabases {

    @Bean
    Migrations eventStoreMigrations(EventStoreProperties properties) {
        var databases = properties.databases();
        migrate(databases.eventStore(), "classpath:db/event_store");
        migrate(databases.personalKeys(), "classpath:db/personal_keys");
        return new Migrations();
    }

    @Bean
    @Primary
    @DependsOn("eventStoreMigrations")
    HikariDataSource eventStoreDataSource(EventStoreProperties properties) {
        return properties.databases().eventStore().pool("events");
    }

    @Bean
    @Primary
    JdbcClient eventStoreJdbcClient(DataSource eventStore) {
        return JdbcClient.create(eventStore);
    }

    @Bean
    @Primary
    PlatformTransactionManager eventStoreTransactionManager(DataSource eventStore) {
        return new JdbcTransactionManager(eventStore);
    }

    @Bean
    @Primary
    TransactionTemplate eventStoreTransactions(PlatformTransactionManager eventStore) {
        return new TransactionTemplate(eventStore);
    }

    @Bean
    @Qualifier("personalKeys")
    @DependsOn("eventStoreMigrations")
    HikariDataSource personalKeysDataSource(EventStoreProperties properties) {
        return properties.databases().personalKeys().pool("keys");
    }

    private static void migrate(DatabaseProperties database, String scripts) {
        if (!database.readOnly()) {
            Flyway.configure()
                    .dataSource(database.unpooled())
                    .locations(scripts)
                    .connectRetries(30)
                    .load()
                    .migrate();
        }
    }

    /// Tells that both schemas are up to date, as far as this process may bring them there.
    static final class Migrations {}
}
