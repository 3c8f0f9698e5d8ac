package io.cartulary.query.projection;

import com.zaxxer.hikari.HikariDataSource;
import io.cartulary.eventstore.DatabaseProperties;
import io.cartulary.eventstore.KeptEventLog;
import io.cartulary.eventstore.parking.EventCorrections;
import io.cartulary.eventstore.parking.ParkedEventList;
import io.cartulary.web.AnswerSeal;
import io.cartulary.web.idempotency.IdempotentRequests;
import io.cartulary.web.origin.StaffRequests;
import io.cartulary.web.parking.ParkedEventService;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.axonframework.serialization.Serializer;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The read models' database. Every bean here is qualified `readModels`; the unqualified ones
/// belong to the event store.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ReadModelDatabase.Databases.class, ProjectionProperties.class})
public class ReadModelDatabase {

    public static final String READ_MODELS = "readModels";

    private static final String EVENTS_ARE_READ_ONLY = "cartulary.databases.event-store.read-only";

    @ConfigurationProperties("cartulary.databases")
    record Databases(DatabaseProperties readModels) {}

    /// Commits do not wait for the disk: rows and the position they stand for are lost together or
    /// not at all, and what is lost is handled again (see [ThrottledTokenStore]).
    @Bean(defaultCandidate = false)
    @Qualifier(READ_MODELS)
    HikariDataSource readModelsDataSource(
            Databases databases, @Value("${cartulary.event-store}") String eventStore) {
        var database = databases.readModels();
        Flyway.configure()
                .dataSource(database.unpooled())
                .locations("classpath:db/read_model")
                .connectRetries(30)
                .load()
                .migrate();
        new KeptEventLog(database.unpooled(), false).require(eventStore);
        var pool = database.pool("views");
        pool.setConnectionInitSql(pool.getConnectionInitSql() + "; set synchronous_commit = off");
        return pool;
    }

    @Bean(defaultCandidate = false)
    @Qualifier(READ_MODELS)
    JdbcTemplate readModelsJdbcTemplate(@Qualifier(READ_MODELS) DataSource database) {
        return new JdbcTemplate(database);
    }

    @Bean(defaultCandidate = false)
    @Qualifier(READ_MODELS)
    JdbcClient readModelsJdbcClient(@Qualifier(READ_MODELS) JdbcTemplate database) {
        return JdbcClient.create(database);
    }

    @Bean(defaultCandidate = false)
    @Qualifier(READ_MODELS)
    PlatformTransactionManager readModelsTransactionManager(
            @Qualifier(READ_MODELS) DataSource database) {
        return new JdbcTransactionManager(database);
    }

    @Bean(defaultCandidate = false)
    @Qualifier(READ_MODELS)
    TransactionTemplate readModelsTransactions(
            @Qualifier(READ_MODELS) PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }

    @Bean(defaultCandidate = false)
    @Qualifier(READ_MODELS)
    ParkedEventList readModelsParkedEvents(@Qualifier(READ_MODELS) JdbcClient database) {
        return new ParkedEventList(database, ParkedEventService.READ_MODELS);
    }

    @Bean(defaultCandidate = false)
    @Qualifier(READ_MODELS)
    EventCorrections readModelsCorrections(
            @Qualifier(READ_MODELS) JdbcClient database, Serializer serializer) {
        return new EventCorrections(database, serializer);
    }

    /// Standing alone, this side writes to no other database. In one process with the command side
    /// the requests are recorded there.
    @Bean
    @ConditionalOnProperty(name = EVENTS_ARE_READ_ONLY, havingValue = "true")
    IdempotentRequests idempotentRequests(
            @Qualifier(READ_MODELS) DataSource database, InstantSource clock) {
        return new IdempotentRequests(database, clock, null);
    }

    @Bean
    @ConditionalOnProperty(name = EVENTS_ARE_READ_ONLY, havingValue = "true")
    AnswerSeal answerSeal() {
        return AnswerSeal.none();
    }

    @Bean
    @ConditionalOnProperty(name = EVENTS_ARE_READ_ONLY, havingValue = "true")
    StaffRequests staffRequests(@Qualifier(READ_MODELS) DataSource database, AnswerSeal seal) {
        return new StaffRequests(database, seal);
    }
}
