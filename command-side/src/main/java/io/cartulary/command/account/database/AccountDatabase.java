package io.cartulary.command.account.database;

import com.zaxxer.hikari.HikariDataSource;
import io.cartulary.command.account.AccountSettings;
import io.cartulary.eventstore.DatabaseProperties;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/// Accounts are entities in a schema of their own of the event store's database, with connections
/// of their own: what Hibernate costs, no event pays for.
@Configuration(proxyBeanMethods = false)
@EnableJpaRepositories(
        basePackages = AccountDatabase.ENTITIES,
        entityManagerFactoryRef = AccountDatabase.FACTORY,
        transactionManagerRef = AccountDatabase.TRANSACTIONS,
        bootstrapMode = BootstrapMode.DEFERRED)
class AccountDatabase {

    static final String ENTITIES = "io.cartulary.command.account";
    static final String FACTORY = "accountEntities";
    static final String TRANSACTIONS = "accountTransactionManager";
    static final String POOL = "accountPool";

    private static final String SCHEMA = "account";
    private static final String EVENT_STORE = "cartulary.databases.event-store";

    @Bean
    @Qualifier(POOL)
    HikariDataSource accountPool(Environment environment, AccountSettings settings) {
        var database = Binder.get(environment).bind(EVENT_STORE, DatabaseProperties.class).get();
        Flyway.configure()
                .dataSource(database.unpooled())
                .locations("classpath:db/account")
                .schemas(SCHEMA)
                .connectRetries(30)
                .load()
                .migrate();
        return new DatabaseProperties(
                        database.url(),
                        database.username(),
                        database.password(),
                        settings.connections(),
                        database.minimumIdle(),
                        false)
                .pool("accounts");
    }

    /// Read by another thread while the rest starts; it only compares entities and tables.
    @Bean(FACTORY)
    LocalContainerEntityManagerFactoryBean accountEntities(
            @Qualifier(POOL) DataSource accountPool) {
        var entities = new LocalContainerEntityManagerFactoryBean();
        entities.setDataSource(accountPool);
        entities.setPersistenceUnitName("accounts");
        entities.setPackagesToScan(ENTITIES);
        entities.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        entities.setBootstrapExecutor(new SimpleAsyncTaskExecutor("accounts-start-"));
        entities.setJpaPropertyMap(
                Map.of(
                        "hibernate.hbm2ddl.auto",
                        "validate",
                        "hibernate.default_schema",
                        SCHEMA,
                        "hibernate.physical_naming_strategy",
                        PhysicalNamingStrategySnakeCaseImpl.class.getName()));
        return entities;
    }

    @Bean(TRANSACTIONS)
    JpaTransactionManager accountTransactionManager(
            @Qualifier(FACTORY) EntityManagerFactory accountEntities) {
        return new JpaTransactionManager(accountEntities);
    }
}
