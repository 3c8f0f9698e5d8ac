package io.cartulary.query.customer.row;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;

import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/// Entities over the read models' connections. Hibernate neither makes the tables nor looks at them
/// at the start: each generation has its own.
@Configuration(proxyBeanMethods = false)
@EnableJpaRepositories(
        basePackageClasses = CustomerRowsConfiguration.class,
        entityManagerFactoryRef = CustomerRowsConfiguration.FACTORY,
        transactionManagerRef = CustomerRowsConfiguration.TRANSACTIONS,
        bootstrapMode = BootstrapMode.DEFERRED)
class CustomerRowsConfiguration {

    static final String FACTORY = "customerEntities";
    static final String TRANSACTIONS = "customerTransactionManager";

    @Bean(FACTORY)
    LocalContainerEntityManagerFactoryBean customerEntities(
            @Qualifier(READ_MODELS) DataSource readModels) {
        var entities = new LocalContainerEntityManagerFactoryBean();
        entities.setDataSource(readModels);
        entities.setPersistenceUnitName("customers");
        entities.setPackagesToScan(CustomerRowsConfiguration.class.getPackageName());
        entities.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        entities.setBootstrapExecutor(new SimpleAsyncTaskExecutor("customers-start-"));
        entities.setJpaPropertyMap(
                Map.of(
                        "hibernate.hbm2ddl.auto",
                        "none",
                        "hibernate.physical_naming_strategy",
                        PhysicalNamingStrategySnakeCaseImpl.class.getName()));
        return entities;
    }

    @Bean(TRANSACTIONS)
    JpaTransactionManager customerTransactionManager(
            @Qualifier(FACTORY) EntityManagerFactory customerEntities) {
        return new JpaTransactionManager(customerEntities);
    }
}
