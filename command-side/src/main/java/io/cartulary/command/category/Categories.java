package io.cartulary.command.category;

import static io.cartulary.command.category.CategoryRejection.*;

import io.cartulary.command.listing.NameSlugs;
import io.cartulary.command.listing.Slugs;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.refusal.GeneralRejection;
import io.cartulary.events.catalog.CategoryEvent;
import io.cartulary.events.catalog.CategoryEvent.*;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The categories of a shop. Never changes; every step makes another.
///
/// @param all those that stand side by side in the order they are shown in
/// @param slugs that each has or had
record Categories(List<Category> all, Map<String, CategoryId> slugs) {

    static final Categories NONE = new Categories(List.of(), Map.of());

    private static final int MOST = 2_000;
    private static final int DEEPEST = 10;

    record Category(
            CategoryId id,
            @Nullable CategoryId parentId,
            Slugs slugs,
            PageDescription description,
            boolean active) {

        boolean isBelow(@Nullable CategoryId other) {
            return Objects.equals(parentId, other);
        }

        private Category with(PageDescription changed) {
            return new Category(id, parentId, slugs, changed, active);
        }

        private Category at(Slugs changed) {
            return new Category(id, parentId, changed, description, active);
        }

        private Category below(@Nullable CategoryId other) {
            return new Category(id, other, slugs, description, active);
        }

        private Category active(boolean shown) {
            return new Category(id, parentId, slugs, description, shown);
        }
    }

    Optional<Category> find(CategoryId id) {
        return all.stream().filter(category -> category.id().equals(id)).findFirst();
    }

    /// Refused with `NOT_FOUND`.
    Category require(CategoryId id) {
        return find(id).orElseThrow(() -> new CommandRejected(GeneralRejection.NOT_FOUND));
    }

    /// Those directly below one, or below none.
    List<CategoryId> below(@Nullable CategoryId parentId) {
        return siblings(parentId).map(Category::id).toList();
    }

    /// Whether it is `branch` or somewhere below it.
    boolean isWithin(@Nullable CategoryId id, CategoryId branch) {
        for (var at = id; at != null; at = present(at).parentId()) {
            if (at.equals(branch)) {
                return true;
            }
        }
        return false;
    }

    /// How many stand below one another in its longest line, itself counted.
    int heightOf(CategoryId id) {
        return 1 + below(id).stream().mapToInt(this::heightOf).max().orElse(0);
    }

    void checkRoom() {
        if (all.size() >= MOST) {
            throw new CommandRejected(TOO_MANY_CATEGORIES);
        }
    }

    void checkParent(@Nullable CategoryId parentId) {
        if (parentId != null && find(parentId).isEmpty()) {
            throw new CommandRejected(UNKNOWN_PARENT);
        }
    }

    /// @param height of the branch that is to stand below `parentId`
    void checkDepth(@Nullable CategoryId parentId, int height) {
        var depth = height;
        for (var at = parentId; at != null; at = present(at).parentId()) {
            depth++;
        }
        if (depth > DEEPEST) {
            throw new CommandRejected(CATEGORIES_TOO_DEEP);
        }
    }

    /// @param but the category that is to have the name
    void checkName(LocalizedText name, @Nullable CategoryId parentId, CategoryId but) {
        if (siblings(parentId)
                .filter(category -> !category.id().equals(but))
                .anyMatch(category -> category.description().name().sharesOneWith(name))) {
            throw new CommandRejected(CATEGORY_NAME_TAKEN);
        }
    }

    void checkSlug(String slug, CategoryId holder) {
        if (!slugs.getOrDefault(slug, holder).equals(holder)) {
            throw new CommandRejected(CATEGORY_SLUG_TAKEN);
        }
    }

    /// Whether all below one are named, and each once.
    void checkComplete(@Nullable CategoryId parentId, List<CategoryId> ids) {
        var below = below(parentId);
        if (ids.size() != below.size() || !new HashSet<>(ids).equals(new HashSet<>(below))) {
            throw new CommandRejected(CATEGORIES_INCOMPLETE);
        }
    }

    /// One made of the name, with that of the category above before it or a number behind it where
    /// another category has it.
    String freeSlug(LocalizedText name, @Nullable CategoryId parentId) {
        var own = NameSlugs.of(name.in(Locale.ENGLISH.getLanguage()), "category");
        var withParent =
                parentId == null ? own : NameSlugs.join(present(parentId).slugs().common(), own);
        return Stream.concat(
                        Stream.of(own, withParent),
                        IntStream.rangeClosed(2, MOST + 1)
                                .mapToObj(number -> NameSlugs.join(own, Integer.toString(number))))
                .filter(slug -> !slugs.containsKey(slug))
                .findFirst()
                .orElseThrow();
    }

    Categories after(CategoryEvent event) {
        return switch (event) {
            case CategoryCreated(var id, var parentId, var slug, var description) ->
                    last(new Category(id, parentId, Slugs.of(slug), description, true))
                            .claiming(slug, id);
            case CategoryDescribed(var id, var description) ->
                    changing(id, category -> category.with(description));
            case CategorySlugGiven(var id, var language, var slug) ->
                    changing(id, category -> category.at(category.slugs().with(language, slug)))
                            .claiming(slug, id);
            case CategoryMoved(var id, var parentId) -> last(present(id).below(parentId));
            case CategoriesArranged(_, var ids) -> arranged(ids);
            case CategoryActivated(var id) -> changing(id, category -> category.active(true));
            case CategoryDeactivated(var id) -> changing(id, category -> category.active(false));
            case CategoryRemoved(var id) -> without(id);
        };
    }

    private Categories last(Category placed) {
        return new Categories(
                Stream.concat(others(placed.id()), Stream.of(placed)).toList(), slugs);
    }

    private Categories claiming(String slug, CategoryId id) {
        var claimed = new HashMap<>(slugs);
        claimed.put(slug, id);
        return new Categories(all, Map.copyOf(claimed));
    }

    private Categories changing(CategoryId id, UnaryOperator<Category> change) {
        return new Categories(
                all.stream()
                        .map(category ->
                                category.id().equals(id) ? change.apply(category) : category)
                        .toList(),
                slugs);
    }

    private Categories arranged(List<CategoryId> ids) {
        var arranged = new ArrayList<>(all);
        arranged.removeIf(category -> ids.contains(category.id()));
        ids.forEach(id -> arranged.add(present(id)));
        return new Categories(List.copyOf(arranged), slugs);
    }

    private Categories without(CategoryId id) {
        var left = new HashMap<>(slugs);
        left.values().removeIf(id::equals);
        return new Categories(others(id).toList(), Map.copyOf(left));
    }

    /// Of which is known that it is there.
    private Category present(CategoryId id) {
        return find(id).orElseThrow();
    }

    private Stream<Category> siblings(@Nullable CategoryId parentId) {
        return all.stream().filter(category -> category.isBelow(parentId));
    }

    private Stream<Category> others(CategoryId id) {
        return all.stream().filter(category -> !category.id().equals(id));
    }
}
