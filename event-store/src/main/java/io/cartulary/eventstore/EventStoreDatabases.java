package io.cartulary.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import io.cartulary.eventstore.storage.ConnectionUsageTracker;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The event store's database, which is the primary one of a process, and the database of personal
/// keys.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventStoreProperties.class)
class EventStoreDatabases {

    private static final int SCHEMA_LOOKS = 120;
    private static final Duration BETWEEN_SCHEMA_LOOKS = Duration.ofSeconds(1);

    @Bean
    Migrations eventStoreMigrations(EventStoreProperties properties) {
        var databases = properties.databases();
        migrate(databases.eventStore(), "classpath:db/event_store", "domain_event_entry");
        migrate(databases.personalKeys(), "classpath:db/personal_keys", "personal_key");
        return new Migrations();
    }

    @Bean
    @DependsOn("eventStoreMigrations")
    KeptEventLog keptEventLog(EventStoreProperties properties) {
        var database = properties.databases().eventStore();
        var kept = new KeptEventLog(database.unpooled(), database.readOnly());
        kept.require(properties.eventStore().property());
        return kept;
    }

    @Bean
    @Qualifier("eventStorePool")
    @DependsOn("keptEventLog")
    HikariDataSource eventStorePool(EventStoreProperties properties) {
        return properties.databases().eventStore().pool("events");
    }

    @Bean
    ConnectionUsageTracker eventStoreConnections(
            @Qualifier("eventStorePool") HikariDataSource eventStorePool) {
        return new ConnectionUsageTracker(eventStorePool);
    }

    @Bean
    @Primary
    DataSource eventStoreDataSource(ConnectionUsageTracker eventStore) {
        return eventStore.transactional();
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

    private static void migrate(DatabaseProperties database, String scripts, String table) {
        if (database.readOnly()) {
            awaitTable(database, table);
        } else {
            Flyway.configure()
                    .dataSource(database.unpooled())
                    .locations(scripts)
                    .connectRetries(30)
                    .load()
                    .migrate();
        }
    }

    /// A process that only reads starts when one that writes has made the schema.
    private static void awaitTable(DatabaseProperties database, String table) {
        var attempts =
                RetryPolicy.builder().maxRetries(SCHEMA_LOOKS).delay(BETWEEN_SCHEMA_LOOKS).build();
        var client = JdbcClient.create(database.unpooled());
        try {
            new RetryTemplate(attempts)
                    .execute(() ->
                            client.sql("select count(*) from " + table + " where false")
                                    .query()
                                    .singleValue());
        } catch (RetryException e) {
            throw new IllegalStateException(
                    "The table %s is not there yet; start a command side first, or look at why it cannot migrate %s"
                            .formatted(table, database.url()),
                    e);
        }
    }

    /// Says that both schemas are up to date, as far as this process may bring them there.
    static final class Migrations {}
}
