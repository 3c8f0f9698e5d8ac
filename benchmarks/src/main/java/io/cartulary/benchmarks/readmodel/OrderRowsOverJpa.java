package io.cartulary.benchmarks.readmodel;

import jakarta.persistence.EntityManagerFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/// The rows as Spring Data JPA writes them, with all that Hibernate can do to write many at once.
/// It is put together by hand, so that nothing else of the benchmarks comes under JPA.
final class OrderRowsOverJpa implements AutoCloseable {

    /// What Spring Data makes a repository of.
    interface OrderRows extends JpaRepository<OrderRow, String> {}

    private final LocalContainerEntityManagerFactoryBean factory =
            new LocalContainerEntityManagerFactoryBean();
    private final OrderRows rows;
    private final TransactionTemplate transactions;

    OrderRowsOverJpa(DataSource database, int batch) {
        factory.setDataSource(database);
        factory.setManagedTypes(PersistenceManagedTypes.of(OrderRow.class.getName()));
        factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        factory.setJpaPropertyMap(
                Map.of(
                        "hibernate.jdbc.batch_size", batch,
                        "hibernate.order_inserts", true,
                        "hibernate.order_updates", true));
        factory.afterPropertiesSet();
        EntityManagerFactory entities = Objects.requireNonNull(factory.getObject());
        rows =
                new JpaRepositoryFactory(
                                SharedEntityManagerCreator.createSharedEntityManager(entities))
                        .getRepository(OrderRows.class);
        transactions = new TransactionTemplate(new JpaTransactionManager(entities));
    }

    /// Spared the question whether they are there.
    void saveAllAsNew(List<OrderRow> batch) {
        batch.forEach(row -> row.isNew = true);
        transactions.executeWithoutResult(_ -> rows.saveAll(batch));
    }

    /// As a projection that learns no more than that a row is so now.
    void saveAll(List<OrderRow> batch) {
        transactions.executeWithoutResult(_ -> rows.saveAll(batch));
    }

    /// Reads all of a batch at once, changes the entities and leaves the rest to Hibernate.
    void change(List<OrderRow> batch) {
        transactions.executeWithoutResult(_ -> {
            var wanted = new HashMap<String, OrderRow>();
            batch.forEach(row -> wanted.put(row.getId(), row));
            rows.findAllById(wanted.keySet())
                    .forEach(row -> row.status = wanted.get(row.getId()).status);
        });
    }

    @Override
    public void close() {
        factory.destroy();
    }
}
