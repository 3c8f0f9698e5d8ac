package io.cartulary.query.category;

import static io.cartulary.eventstore.tables.ColumnType.*;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.cartulary.events.catalog.CategoryEvent;
import io.cartulary.events.catalog.CategoryEvent.*;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.category.CategoryTree.Category;
import io.cartulary.query.listing.PageSlugs;
import io.cartulary.query.listing.PageSlugs.Given;
import io.cartulary.query.projection.EventPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
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
    private static final Column<String> DESCRIPTION = CATEGORY.latest("description", TEXT);
    private static final Column<Boolean> ACTIVE = CATEGORY.latest("active", BOOLEAN);

    /// Every slug that a category has or had.
    private static final Table SLUG_OF_CATEGORY = Table.named("category_slug");

    private static final Column<String> SLUG_GIVEN = SLUG_OF_CATEGORY.key("slug", TEXT);

    /// Empty for that of all languages that have none of their own.
    private static final Column<String> LANGUAGE = SLUG_OF_CATEGORY.key("language", TEXT);

    private static final Column<CategoryId> SLUG_OF =
            SLUG_OF_CATEGORY.latest("category_id", text(CategoryId::new).notNull());

    /// The position of the event: of a language's slugs the last one is that of the page.
    private static final Column<Long> GIVEN = SLUG_OF_CATEGORY.latest("given", BIGINT.notNull());

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
                give(category, PageSlugs.COMMON, slug, message, rows);
            }
            case CategoryDescribed(var category, var description) ->
                    rows.of(CATEGORY, category)
                            .set(DESCRIPTION, json.writeValueAsString(description));
            case CategorySlugGiven(var category, var language, var slug) ->
                    give(
                            category,
                            language == null ? PageSlugs.COMMON : language,
                            slug,
                            message,
                            rows);
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

    private static void give(
            CategoryId category, String language, String slug, EventMessage<?> message, Rows rows) {
        rows.of(SLUG_OF_CATEGORY, slug, language)
                .set(SLUG_OF, category)
                .set(GIVEN, EventPosition.of(message));
    }

    /// The tree as the tables have it now.
    public static CategoryTree read(JdbcClient database, String schema, JsonMapper json) {
        var slugs = slugs(database, schema);
        return CategoryTree.of(
                database.sql(
                                "select * from %s.category order by placed, number, category_id"
                                        .formatted(schema))
                        .query((row, _) -> category(row, slugs, json))
                        .list());
    }

    /// Those of removed ones among them, as far as no other has them.
    private static Map<CategoryId, PageSlugs> slugs(JdbcClient database, String schema) {
        return database
                .sql("select * from %s.category_slug".formatted(schema))
                .query((row, _) ->
                        Map.entry(
                                SLUG_OF.of(row),
                                new Given(SLUG_GIVEN.of(row), LANGUAGE.of(row), GIVEN.of(row))))
                .list()
                .stream()
                .collect(
                        groupingBy(
                                Map.Entry::getKey,
                                mapping(
                                        Map.Entry::getValue,
                                        collectingAndThen(toList(), PageSlugs::new))));
    }

    private static Category category(
            ResultSet row, Map<CategoryId, PageSlugs> slugs, JsonMapper json) throws SQLException {
        var parent = PARENT_ID.of(row);
        var id = CATEGORY_ID.of(row);
        return new Category(
                id,
                parent.isEmpty() ? null : new CategoryId(parent),
                slugs.get(id),
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
}
