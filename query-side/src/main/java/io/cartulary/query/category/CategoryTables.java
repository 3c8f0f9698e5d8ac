package io.cartulary.query.category;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.catalog.CategoryEvent;
import io.cartulary.events.catalog.CategoryEvent.*;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.category.CategoryTree.Category;
import io.cartulary.query.projection.EventPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Tables `category`, `category_slug` and `category_tree` in the schema of a generation. Each
/// projection that needs the tree has them in its own, and so at its own position.
public final class CategoryTables {

    private static final Table CATEGORY = Table.named("category");
    private static final Column<CategoryId> CATEGORY_ID =
            CATEGORY.key("category_id", text(CategoryId::new));

    /// Empty for one below none.
    private static final Column<String> PARENT_ID = CATEGORY.latest("parent_id", TEXT);

    /// Of the event that put it in its place, and there behind others that this event placed.
    private static final Column<Long> PLACED = CATEGORY.latest("placed", BIGINT);

    private static final Column<Integer> NUMBER = CATEGORY.latest("number", INTEGER);
    private static final Column<String> SLUG = CATEGORY.latest("slug", TEXT);
    private static final Column<String> DESCRIPTION = CATEGORY.latest("description", TEXT);
    private static final Column<Boolean> ACTIVE = CATEGORY.latest("active", BOOLEAN);

    /// Every slug that a category has or had.
    private static final Table SLUG_OF_CATEGORY = Table.named("category_slug");

    private static final Column<String> SLUG_GIVEN = SLUG_OF_CATEGORY.key("slug", TEXT);
    private static final Column<CategoryId> SLUG_OF =
            SLUG_OF_CATEGORY.latest("category_id", text(CategoryId::new).notNull());

    private static final Table TREE = Table.named("category_tree");
    private static final Column<String> TREE_ID = TREE.key("tree_id", TEXT);
    private static final Column<Long> VERSION = TREE.latest("version", BIGINT.notNull());

    public static final String DDL = Table.ddl(CATEGORY, SLUG_OF_CATEGORY, TREE);

    private CategoryTables() {}

    public static void fold(
            CategoryEvent event, EventMessage<?> message, Rows rows, JsonMapper json) {
        rows.of(TREE, CategoryEvent.TREE).set(VERSION, EventPosition.inAggregate(message));
        switch (event) {
            case CategoryCreated(var category, var parent, var slug, var description) -> {
                place(category, parent, message, rows);
                rows.of(CATEGORY, category)
                        .set(DESCRIPTION, json.writeValueAsString(description))
                        .set(ACTIVE, true);
                give(category, slug, rows);
            }
            case CategoryDescribed(var category, var description) ->
                    rows.of(CATEGORY, category)
                            .set(DESCRIPTION, json.writeValueAsString(description));
            case CategorySlugGiven(var category, var slug) -> give(category, slug, rows);
            case CategoryMoved(var category, var parent) -> place(category, parent, message, rows);
            case CategoriesArranged(_, var categories) -> {
                for (int number = 0; number < categories.size(); number++) {
                    rows.of(CATEGORY, categories.get(number))
                            .set(PLACED, EventPosition.of(message))
                            .set(NUMBER, number);
                }
            }
            case CategoryActivated(var category) -> rows.of(CATEGORY, category).set(ACTIVE, true);
            case CategoryDeactivated(var category) ->
                    rows.of(CATEGORY, category).set(ACTIVE, false);
            case CategoryRemoved(var category) -> rows.remove(CATEGORY, category);
        }
    }

    private static void place(
            CategoryId category, @Nullable CategoryId parent, EventMessage<?> message, Rows rows) {
        rows.of(CATEGORY, category)
                .set(PARENT_ID, parent == null ? "" : parent.value())
                .set(PLACED, EventPosition.of(message))
                .set(NUMBER, 0);
    }

    private static void give(CategoryId category, String slug, Rows rows) {
        rows.of(CATEGORY, category).set(SLUG, slug);
        rows.of(SLUG_OF_CATEGORY, slug).set(SLUG_OF, category);
    }

    /// The tree as the tables have it now.
    public static CategoryTree read(JdbcClient database, String schema, JsonMapper json) {
        return CategoryTree.of(
                database.sql(
                                "select * from %s.category order by placed, number, category_id"
                                        .formatted(schema))
                        .query((row, _) -> category(row, json))
                        .list());
    }

    private static Category category(ResultSet row, JsonMapper json) throws SQLException {
        var parent = PARENT_ID.of(row);
        return new Category(
                CATEGORY_ID.of(row),
                parent.isEmpty() ? null : new CategoryId(parent),
                SLUG.of(row),
                json.readValue(DESCRIPTION.of(row), PageDescription.class),
                ACTIVE.of(row));
    }

    /// Of the tree: the number of its last event, -1 while there is none.
    static long version(JdbcClient database, String schema) {
        return database.sql("select version from %s.category_tree".formatted(schema))
                .query((row, _) -> VERSION.of(row))
                .optional()
                .orElse(-1L);
    }

    /// Which category has or had a slug; nothing for another text.
    static @Nullable CategoryId having(JdbcClient database, String schema, String slug) {
        return database.sql(
                        "select category_id from %s.category_slug where slug = ?".formatted(schema))
                .param(slug)
                .query((row, _) -> SLUG_OF.of(row))
                .optional()
                .orElse(null);
    }
}
