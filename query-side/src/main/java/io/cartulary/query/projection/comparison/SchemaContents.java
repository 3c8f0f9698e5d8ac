package io.cartulary.query.projection.comparison;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/// The tables of one schema.
///
/// @param undetermined tables, `index_change`, and columns, `product.indexed_popularity`, whose
///   values do not follow from the events alone
public record SchemaContents(DataSource database, String schema, Set<String> undetermined)
        implements Contents {

    @Override
    public List<String> tables() {
        return List.copyOf(
                FrozenSchemas.tables(JdbcClient.create(database), schema, undetermined).keySet());
    }

    @Override
    public Frozen freezeWith(Contents rebuilt) {
        if (!(rebuilt instanceof SchemaContents(_, var other, _))) {
            throw new IllegalArgumentException("tables are compared with tables");
        }
        try {
            return FrozenSchemas.open(database, schema, other, undetermined);
        } catch (SQLException e) {
            throw new SQLExceptionSubclassTranslator()
                    .translate("Freezing " + schema + " and " + other, null, e);
        }
    }
}
