package io.cartulary.command.pricing.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.pricing.tables.DecisionTablesSchema.*;
import io.cartulary.embedded.parts.DatabaseUser;
import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.eventstore.tables.Table;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/// The migration and the code say the same of the decision tables.
class DecisionTablesSchemaTest {

    private static final JdbcTemplate DATABASE = new JdbcTemplate(migrated());

    private static List<Table> tables() {
        return List.of(
                Brand.TABLE,
                Category.TABLE,
                Product.TABLE,
                Price.TABLE,
                SalePrice.TABLE,
                Coupon.TABLE,
                Orders.TABLE,
                Availability.TABLE,
                Backorders.TABLE,
                Tax.TABLE,
                Shipping.TABLE,
                Listing.TABLE,
                ListedPrice.TABLE);
    }

    private static DataSource migrated() {
        var source =
                SharedParts.database("decision_tables_schema", DatabaseUser.COMMAND_SIDE)
                        .dataSource();
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/event_store")
                .load()
                .migrate();
        return source;
    }

    @ParameterizedTest
    @MethodSource("tables")
    void the_migration_makes_every_column_that_events_are_written_to(Table table) {
        DATABASE.execute(
                "drop schema if exists written cascade; create schema written; set search_path = written; "
                        + Table.ddl(table));

        assertThat(columns("public", table)).containsAll(columns("written", table));
        assertThat(primaryKey("public", table)).isEqualTo(primaryKey("written", table));
    }

    private static List<String> columns(String schema, Table table) {
        return DATABASE.queryForList(
                """
                select concat_ws(' ', column_name, udt_name, is_nullable) from information_schema.columns
                where table_schema = ? and table_name = ?
                """,
                String.class,
                schema,
                table.toString());
    }

    private static String primaryKey(String schema, Table table) {
        return DATABASE.queryForObject(
                "select pg_get_constraintdef(oid) from pg_constraint where conrelid = ?::regclass and contype = 'p'",
                String.class,
                schema + "." + table);
    }
}
