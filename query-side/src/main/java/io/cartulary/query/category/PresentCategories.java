package io.cartulary.query.category;

import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The tree as pages show it, kept until it changes.
@Component
public class PresentCategories {

    private final JdbcClient database;
    private final AwaitedGenerations live;
    private final JsonMapper json;
    private volatile @Nullable Present kept;

    PresentCategories(
            @Qualifier("readModels") JdbcClient database,
            AwaitedGenerations live,
            JsonMapper json) {
        this.database = database;
        this.live = live;
        this.json = json;
    }

    /// @param version grows with every change of the tree
    public record Present(String schema, long version, CategoryTree tree) {

        private boolean isOf(String live, long present) {
            return schema.equals(live) && version == present;
        }
    }

    /// At the position that the request names, if it names one.
    public Present read() {
        var schema = live.of(CategoriesProjection.NAME).schema();
        // Before the tree: one that is newer than its version is only read once more.
        var version = CategoryTables.version(database, schema);
        var last = kept;
        if (last == null || !last.isOf(schema, version)) {
            last = new Present(schema, version, CategoryTables.read(database, schema, json));
            kept = last;
        }
        return last;
    }
}
