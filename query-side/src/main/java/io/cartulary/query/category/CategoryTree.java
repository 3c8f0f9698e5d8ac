package io.cartulary.query.category;

import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.query.listing.PageSlugs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All categories of the shop.
///
/// @param byId those that stand side by side in the order they are shown in
public record CategoryTree(Map<CategoryId, Category> byId) {

    public static final CategoryTree NONE = new CategoryTree(Map.of());

    public record Category(
            CategoryId id,
            @Nullable CategoryId parentId,
            PageSlugs slugs,
            PageDescription description,
            boolean active) {

        /// Of all languages that have none of their own.
        public String slug() {
            return slugs.common();
        }

        public String slug(String language) {
            return slugs.byLanguage().getOrDefault(language, slug());
        }
    }

    public static CategoryTree of(List<Category> categories) {
        var byId = new LinkedHashMap<CategoryId, Category>();
        categories.forEach(category -> byId.put(category.id(), category));
        return new CategoryTree(byId);
    }

    Optional<Category> find(@Nullable CategoryId id) {
        return Optional.ofNullable(id).map(byId::get);
    }

    /// Those directly below one, or below none.
    public Stream<Category> below(@Nullable CategoryId parentId) {
        return byId.values().stream()
                .filter(category -> Objects.equals(category.parentId(), parentId));
    }

    /// Categories that products are shown in otherwise than before: they, or one above them, are
    /// called or addressed otherwise, stand elsewhere, or are seen no more or again.
    public Set<CategoryId> differences(CategoryTree before) {
        var all = new HashSet<>(byId.keySet());
        all.addAll(before.byId.keySet());
        all.removeIf(id -> shownAs(id).equals(before.shownAs(id)));
        return all;
    }

    private List<Shown> shownAs(CategoryId id) {
        return shownPathTo(id).stream()
                .map(category ->
                        new Shown(
                                category.id(),
                                category.slug(),
                                category.slugs().byLanguage(),
                                category.description().name()))
                .toList();
    }

    private record Shown(
            CategoryId id, String slug, Map<String, String> slugs, LocalizedText name) {}

    /// Every category with all that is below it behind it.
    Stream<Category> inOrder() {
        return inOrderBelow(null);
    }

    private Stream<Category> inOrderBelow(@Nullable CategoryId parentId) {
        return below(parentId)
                .flatMap(category ->
                        Stream.concat(Stream.of(category), inOrderBelow(category.id())));
    }

    /// The category and those above it, from the top down; nothing where there is no such one.
    public List<Category> pathTo(CategoryId id) {
        var path = new ArrayList<Category>();
        for (var at = byId.get(id); at != null; at = byId.get(at.parentId())) {
            path.addFirst(at);
        }
        return path;
    }

    /// The same, and nothing where shoppers do not see it because one of them is inactive.
    public List<Category> shownPathTo(CategoryId id) {
        var path = pathTo(id);
        return path.stream().allMatch(Category::active) ? path : List.of();
    }
}
