package io.cartulary.command.importing.categories;

import io.cartulary.command.category.CategoryCommand.CreateCategory;
import io.cartulary.command.pricing.tables.CategoryTable;
import io.cartulary.events.catalog.CategoryDescription;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the categories that a file calls by their English names, from the top down, and has those
/// created that are not there. A category that a file made is known again when staff have renamed
/// or moved it.
@Component
public class NamedCategories {

    private static final Duration LOOKED_UP_EVERY = Duration.ofSeconds(1);

    private final CategoryTable table;
    private volatile @Nullable Known known;

    NamedCategories(CategoryTable table) {
        this.table = table;
    }

    /// @param readAt as [System#nanoTime]
    private record Known(Map<List<String>, CategoryId> byPath, long readAt) {

        boolean isRecent() {
            return System.nanoTime() - readAt < LOOKED_UP_EVERY.toNanos();
        }
    }

    /// A category as a file names it.
    ///
    /// @param creating what creates it, and those above it, where the shop does not have them
    public record Place(CategoryId categoryId, List<Object> creating) {}

    /// Nothing for no names.
    public Optional<Place> at(List<String> names) {
        var byPath = byPath();
        var path = new ArrayList<String>();
        var creating = new ArrayList<>();
        CategoryId last = null;
        for (var name : names) {
            path.add(name.toLowerCase(Locale.ROOT));
            var found = byPath.get(path);
            if (found == null) {
                found = CategoryId.named("category " + String.join(" > ", path));
                creating.add(
                        new CreateCategory(
                                found,
                                last,
                                null,
                                CategoryDescription.named(LocalizedText.english(name))));
            }
            last = found;
        }
        return Optional.ofNullable(last).map(category -> new Place(category, creating));
    }

    private Map<List<String>, CategoryId> byPath() {
        var read = known;
        if (read == null || !read.isRecent()) {
            read = new Known(table.byPath(), System.nanoTime());
            known = read;
        }
        return read.byPath();
    }
}
