package io.cartulary.query.customer.projection;

import io.cartulary.query.customer.row.LiveCustomers;
import io.cartulary.query.erasure.ErasedPersons;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Takes the tokens of erased persons from the tables of customers.
@Component
class ErasedTokens extends ErasedPersons {

    private static final List<String> CLEARED =
            List.of(
                    "update %s.customer_order set tokens = '{}' where customer_id = any(?) and tokens <> '{}'",
                    """
                    update %s.customer set email_tokens = '{}', profile_tokens = '{}', search = '{}'
                    where customer_id = any(?) and search <> '{}'\
                    """);

    private final JdbcTemplate database;

    ErasedTokens(
            @Qualifier("personalKeys") DataSource keys,
            @Qualifier("readModels") JdbcTemplate database) {
        super(keys);
        this.database = database;
    }

    @Override
    protected void clear(List<String> customers) {
        var erased = customers.toArray(String[]::new);
        for (var schema : schemas()) {
            CLEARED.forEach(
                    statement -> database.update(statement.formatted(schema), (Object) erased));
        }
    }

    private List<String> schemas() {
        return database.queryForList(
                "select schemaname from pg_tables where tablename = 'customer' and schemaname like ?",
                String.class,
                LiveCustomers.NAME + "\\_g%");
    }
}
