package io.cartulary.command.importing.named;

import io.cartulary.command.category.CategoryCommand.CreateCategory;
import io.cartulary.command.pricing.tables.CategoryTable;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.events.catalog.ProductDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Finds the categories that a file calls by their English names, from the top down, and has those
/// created that are not there. A category that a file made is known again when staff have renamed
/// or moved it.
@Component
public class NamedCategories {

    private final RecentlyRead<Map<List<String>, CategoryId>> byPath;

    NamedCategories(CategoryTable table) {
        this.byPath = new RecentlyRead<>(table::byPath);
    }

    /// A category as a file names it.
    ///
    /// @param creating what creates it, and those above it, where the shop does not have them
    public record Place(CategoryId categoryId, List<Object> creating) {}

    /// The same for a product that is there: where a category that it stands in was removed, its
    /// file has the identifier.
    public Place at(List<String> names, Optional<ProductDescription> product) {
        return product.stream()
                .flatMap(description -> description.categories().stream())
                .filter(category -> names.equals(List.of(category.value())))
                .map(category -> new Place(category, List.of()))
                .findFirst()
                .or(() -> at(names))
                .orElseThrow();
    }

    /// Nothing for no names.
    public Optional<Place> at(List<String> names) {
        var known = byPath.get();
        var path = new ArrayList<String>();
        var creating = new ArrayList<>();
        CategoryId last = null;
        for (var name : names) {
            path.add(name.toLowerCase(Locale.ROOT));
            var found = known.get(path);
            if (found == null) {
                found = CategoryId.named("category " + String.join(" > ", path));
                creating.add(
                        new CreateCategory(
                                found,
                                last,
                                null,
                                PageDescription.named(LocalizedText.english(name))));
            }
            last = found;
        }
        return Optional.ofNullable(last).map(category -> new Place(category, creating));
    }
}
