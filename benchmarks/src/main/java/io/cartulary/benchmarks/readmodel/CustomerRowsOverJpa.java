package io.cartulary.benchmarks.readmodel;

import io.cartulary.query.customer.CustomerStatus;
import io.cartulary.query.customer.row.CustomerRow;
import io.cartulary.query.customer.row.Customers;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/// A page of customers as the shop reads it, without the way over HTTP and without opening what is
/// sealed.
final class CustomerRowsOverJpa implements AutoCloseable {

    private final LocalContainerEntityManagerFactoryBean factory =
            new LocalContainerEntityManagerFactoryBean();
    private final Customers customers;
    private final TransactionTemplate transactions;
    private final JdbcTemplate database;
    private final String schema;

    CustomerRowsOverJpa(DataSource pool, String schema) {
        this.schema = schema;
        database = new JdbcTemplate(pool);
        factory.setDataSource(pool);
        factory.setManagedTypes(PersistenceManagedTypes.of(CustomerRow.class.getName()));
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(
                Map.of(
                        "hibernate.physical_naming_strategy",
                        PhysicalNamingStrategySnakeCaseImpl.class.getName()));
        factory.afterPropertiesSet();
        EntityManagerFactory entities = Objects.requireNonNull(factory.getObject());
        customers =
                new JpaRepositoryFactory(
                                SharedEntityManagerCreator.createSharedEntityManager(entities))
                        .getRepository(Customers.class);
        transactions = new TransactionTemplate(new JpaTransactionManager(entities));
        transactions.setReadOnly(true);
    }

    List<CustomerRow> page() {
        Specification<CustomerRow> listed =
                (customer, _, builder) -> builder.isTrue(customer.get("listed"));
        Specification<CustomerRow> deactivated =
                (customer, _, builder) ->
                        builder.equal(customer.get("status"), CustomerStatus.DEACTIVATED);
        return transactions.execute(_ -> {
            database.execute("set local search_path = " + schema);
            return customers.findBy(
                    listed.and(deactivated),
                    page ->
                            page.sortBy(Sort.by(Sort.Direction.DESC, "spentMinor", "customerId"))
                                    .limit(21)
                                    .all());
        });
    }

    @Override
    public void close() {
        factory.destroy();
    }
}
