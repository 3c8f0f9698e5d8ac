package io.cartulary.query.listing;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.catalog.PageDescription;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.projection.EventPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// All of one kind, for example tables `brand`, `brand_slug` and `brand_version`, in the schema of
/// a generation. Each projection that needs them has them in its own, and so at its own position.
public final class ListingTables<I> {

    private final String name;
    private final Table table;
    private final Column<I> id;
    private final Column<String> slug;
    private final Column<String> description;
    private final Column<Boolean> active;

    /// Of the event that created it; of one that was put first the same below 0, so that those that
    /// were put first last of all come before the others.
    private final Column<Long> placed;

    /// Among those that one event put first.
    private final Column<Integer> number;

    /// Of its last event.
    private final Column<Long> changed;

    /// Every slug that one has or had.
    private final Table slugs;

    private final Column<String> slugGiven;
    private final Column<I> slugOf;

    private final Table versions;
    private final Column<Long> version;

    /// @param name of one, as its table is called
    public ListingTables(String name, Function<String, I> ids) {
        this.name = name;
        table = Table.named(name);
        id = table.key(name + "_id", text(ids));
        slug = table.latest("slug", TEXT);
        description = table.latest("description", JSONB);
        active = table.latest("active", BOOLEAN);
        placed = table.latest("placed", BIGINT);
        number = table.latest("number", INTEGER);
        changed = table.latest("changed", BIGINT.notNull());
        slugs = Table.named(name + "_slug");
        slugGiven = slugs.key("slug", TEXT);
        slugOf = slugs.latest(name + "_id", text(ids).notNull());
        versions = Table.named(name + "_version");
        versions.key("kind", TEXT);
        version = versions.latest("version", BIGINT.notNull());
    }

    public String ddl() {
        return Table.ddl(table, slugs, versions);
    }

    /// Fills the tables from events of one kind.
    public record Changes<I>(
            ListingTables<I> tables, EventMessage<?> message, Rows rows, JsonMapper json) {

        /// As the last one, and active.
        public void create(I id, String slug, PageDescription description) {
            rows.of(tables.table, id)
                    .set(tables.active, true)
                    .set(tables.placed, EventPosition.of(message))
                    .set(tables.number, 0);
            describe(id, description);
            give(id, slug);
        }

        public void describe(I id, PageDescription description) {
            change(id);
            rows.of(tables.table, id).set(tables.description, json.writeValueAsString(description));
        }

        public void give(I id, String slug) {
            change(id);
            rows.of(tables.table, id).set(tables.slug, slug);
            rows.of(tables.slugs, slug).set(tables.slugOf, id);
        }

        public void show(I id, boolean active) {
            change(id);
            rows.of(tables.table, id).set(tables.active, active);
        }

        public void arrange(List<I> first) {
            for (int number = 0; number < first.size(); number++) {
                change(first.get(number));
                rows.of(tables.table, first.get(number))
                        .set(tables.placed, -EventPosition.of(message))
                        .set(tables.number, number);
            }
        }

        public void remove(I id) {
            count();
            rows.remove(tables.table, id);
        }

        /// Notes that something of it changed.
        public void change(I id) {
            count();
            rows.of(tables.table, id).set(tables.changed, EventPosition.of(message));
        }

        private void count() {
            rows.of(tables.versions, tables.name)
                    .set(tables.version, EventPosition.inAggregate(message));
        }
    }

    /// All of them, in the order they are shown in.
    public List<Listed<I>> all(JdbcClient database, String schema, JsonMapper json) {
        return database.sql(query(schema, "true order by placed, number, %s".formatted(id)))
                .query((row, _) -> read(row, json))
                .list();
    }

    /// Those of them that there are, in any order.
    public List<Listed<I>> some(
            Collection<I> ids, JdbcClient database, String schema, JsonMapper json) {
        return database.sql(query(schema, "%s = any(?)".formatted(id)))
                .param(ids.stream().map(Object::toString).toArray(String[]::new))
                .query((row, _) -> read(row, json))
                .list();
    }

    /// By its identifier, its slug or, if none has that now, a former slug.
    public Optional<Listed<I>> find(
            String idOrSlug, JdbcClient database, String schema, JsonMapper json) {
        var condition =
                """
                %1$s = ? or slug = ? or %1$s = (select %1$s from %2$s.%3$s where %4$s = ?)
                order by (%1$s = ? or slug = ?) desc limit 1\
                """
                        .formatted(id, schema, slugs, slugGiven);
        return database.sql(query(schema, condition))
                .params(idOrSlug, idOrSlug, idOrSlug, idOrSlug, idOrSlug)
                .query((row, _) -> read(row, json))
                .optional();
    }

    /// Grows with every change of any; -1 while there was none.
    public long version(JdbcClient database, String schema) {
        return database.sql("select version from %s.%s".formatted(schema, versions))
                .query((row, _) -> version.of(row))
                .optional()
                .orElse(-1L);
    }

    private String query(String schema, String condition) {
        return "select *, (select version from %1$s.%2$s) as version from %1$s.%3$s where %4$s"
                .formatted(schema, versions, table, condition);
    }

    private Listed<I> read(ResultSet row, JsonMapper json) throws SQLException {
        return new Listed<>(
                id.of(row),
                slug.of(row),
                json.readValue(description.of(row), PageDescription.class),
                active.of(row),
                version.of(row));
    }
}
