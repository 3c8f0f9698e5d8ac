package io.cartulary.query.category;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.cartulary.query.category.CategoryTree.Category;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.web.consistency.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The tree as pages show it, kept until it changes.
@Component
public class PresentCategories {

    private static final Duration KEPT = Duration.ofMillis(200);

    private final JdbcClient database;
    private final AwaitedGenerations live;
    private final JsonMapper json;
    private final LoadingCache<String, Present> ofLate;
    private volatile @Nullable Present kept;

    PresentCategories(
            @Qualifier("readModels") JdbcClient database,
            AwaitedGenerations live,
            JsonMapper json) {
        this.database = database;
        this.live = live;
        this.json = json;
        this.ofLate = Caffeine.newBuilder().expireAfterWrite(KEPT).build(_ -> read());
    }

    /// @param version grows with every change of the tree
    /// @param addresses identifiers, slugs and former slugs, with whose they are
    public record Present(
            String schema, long version, CategoryTree tree, Map<String, Category> addresses) {

        public static Present of(String schema, long version, CategoryTree tree) {
            var addresses = new HashMap<String, Category>();
            for (var category : tree.byId().values()) {
                addresses.put(category.id().value(), category);
                category.slugs().all().forEach(given -> addresses.put(given.slug(), category));
            }
            return new Present(schema, version, tree, Map.copyOf(addresses));
        }

        /// The one that has or had an address.
        public Optional<Category> find(String idOrSlug) {
            return Optional.ofNullable(addresses.get(idOrSlug));
        }

        /// What the product index knows them by: the present slug of all languages, in place of
        /// another one and of an identifier.
        public Set<String> indexed(Set<String> addresses) {
            return addresses.stream()
                    .map(address -> find(address).map(Category::slug).orElse(address))
                    .collect(toUnmodifiableSet());
        }

        private boolean isOf(String live, long present) {
            return schema.equals(live) && version == present;
        }
    }

    /// For answers to many: as it was a moment ago, or once it shows everything up to a position.
    ///
    /// @param position that the request named, if it did
    public Present at(@Nullable String position) {
        if (position == null) {
            return ofLate.get(CategoriesProjection.NAME);
        }
        live.await(live.of(CategoriesProjection.NAME), Position.decode(position));
        return read();
    }

    /// At the position that the query names, if it names one.
    public Present read() {
        var schema = live.of(CategoriesProjection.NAME).schema();
        // Before the tree: one that is newer than its version is only read once more.
        var version = CategoryTables.version(database, schema);
        var last = kept;
        if (last == null || !last.isOf(schema, version)) {
            last = Present.of(schema, version, CategoryTables.read(database, schema, json));
            kept = last;
        }
        return last;
    }
}
