package io.cartulary.eventstore;

import org.axonframework.springboot.autoconfig.JdbcAutoConfiguration;
import org.axonframework.springboot.autoconfig.TransactionAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;

/// Orders Axon 4.13's JDBC set-up after Spring Boot 4's data source; Axon still names the Boot 3
/// classes.
@AutoConfiguration(
        after = {
            DataSourceAutoConfiguration.class,
            DataSourceTransactionManagerAutoConfiguration.class
        },
        before = {JdbcAutoConfiguration.class, TransactionAutoConfiguration.class})
class AxonAfterDataSource {}
