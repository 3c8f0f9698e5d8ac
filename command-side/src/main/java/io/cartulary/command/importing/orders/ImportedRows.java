package io.cartulary.command.importing.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table `imported_row`: which rows of invoices were taken in, so that another file that holds
/// them changes nothing.
@Component
class ImportedRows {

    private final JdbcClient database;

    ImportedRows(JdbcClient database) {
        this.database = database;
    }

    /// What was taken in of an invoice before.
    ///
    /// @param added how many of the rows came after the first ones
    record Earlier(Set<Long> keys, int added) {

        static final Earlier NOTHING = new Earlier(Set.of(), 0);
    }

    /// By the invoice's number; invoices that are new are left out.
    Map<String, Earlier> of(Collection<String> invoices) {
        var earlier = new HashMap<String, Earlier>();
        database.sql(
                        """
                        select invoice, row_key, added from imported_row where invoice = any(:invoices::text[])
                        """)
                .param("invoices", invoices.toArray(String[]::new))
                .query((ResultSet row) -> add(row, earlier));
        return earlier;
    }

    private static void add(ResultSet row, Map<String, Earlier> earlier) throws SQLException {
        var key = row.getLong("row_key");
        int added = row.getBoolean("added") ? 1 : 0;
        earlier.merge(
                row.getString("invoice"),
                new Earlier(new HashSet<>(Set.of(key)), added),
                (known, one) -> {
                    known.keys().add(key);
                    return new Earlier(known.keys(), known.added() + added);
                });
    }

    /// How many rows of the invoice other imports reported, each that says the same once.
    int reported(String invoice, String importId) {
        return database.sql(
                        """
                        select count(distinct content) from import_reported_row where document = ? and import_id <> ?
                        """)
                .params(invoice, importId)
                .query(Integer.class)
                .single();
    }

    void add(String invoice, List<Long> keys, boolean added) {
        database.sql(
                        """
                        insert into imported_row (invoice, row_key, added)
                        select :invoice, key, :added from unnest(:keys::bigint[]) as taken (key)
                        """)
                .param("invoice", invoice)
                .param("added", added)
                .param("keys", keys.toArray(Long[]::new))
                .update();
    }
}
