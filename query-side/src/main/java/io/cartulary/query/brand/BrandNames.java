package io.cartulary.query.brand;

import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.query.listing.Listed;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.web.consistency.Position;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The names of all brands at hand, for answers that show many. They are read again after a moment.
@Component
public class BrandNames {

    private static final Duration KEPT = Duration.ofMillis(200);

    private final JdbcClient database;
    private final AwaitedGenerations generations;
    private final JsonMapper json;
    private final LoadingCache<String, Known> kept;

    BrandNames(
            @Qualifier("readModels") JdbcClient database,
            AwaitedGenerations generations,
            JsonMapper json) {
        this.database = database;
        this.generations = generations;
        this.json = json;
        this.kept = Caffeine.newBuilder().expireAfterWrite(KEPT).build(_ -> read());
    }

    /// @param version grows with every change of a brand
    public record Known(long version, Map<String, LocalizedText> bySlug) {}

    /// Once they show everything up to a position.
    ///
    /// @param position that the request named, if it did
    public Known at(@Nullable String position) {
        if (position == null) {
            return kept.get(BrandsProjection.NAME);
        }
        generations.await(generations.of(BrandsProjection.NAME), Position.decode(position));
        return read();
    }

    /// In English, of every brand by its identifier.
    public Map<BrandId, String> inEnglish() {
        var schema = generations.of(BrandsProjection.NAME).schema();
        return BrandTables.BRANDS.all(database, schema, json).stream()
                .collect(toMap(Listed::id, brand -> brand.description().name().in("en")));
    }

    private Known read() {
        var schema = generations.of(BrandsProjection.NAME).schema();
        var brands = BrandTables.BRANDS.all(database, schema, json);
        return new Known(
                brands.isEmpty() ? -1 : brands.getFirst().version(),
                brands.stream().collect(toMap(Listed::slug, brand -> brand.description().name())));
    }
}
