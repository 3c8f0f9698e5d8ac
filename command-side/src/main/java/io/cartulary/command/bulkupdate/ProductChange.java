package io.cartulary.command.bulkupdate;

import io.cartulary.command.catalog.CatalogCommand.PresentProduct;
import io.cartulary.command.catalog.CatalogRejection;
import io.cartulary.command.catalog.ProductValues;
import io.cartulary.command.catalog.ProductValues.PriceOfVariant;
import io.cartulary.command.catalog.ProductValues.Publication;
import io.cartulary.command.catalog.ProductValues.State;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.OrderedCopy;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.Variant;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is changed of each product. What a product is like already is left as it is.
///
/// @param status that it gets; a time at which it was to be published is called off
/// @param setAttributes values by the codes of attributes, in the place of those it has
record ProductChange(
        @Valid @Nullable PriceRule price,
        @Nullable State status,
        @Size(max = ProductChange.MOST) List<@NotNull CategoryId> addCategories,
        @Size(max = ProductChange.MOST) List<@NotNull CategoryId> removeCategories,
        @Size(max = ProductChange.MOST) List<@NotNull String> addTags,
        @Size(max = ProductChange.MOST) List<@NotNull String> removeTags,
        @Size(max = ProductChange.MOST) Map<String, List<String>> setAttributes,
        @Size(max = ProductChange.MOST) List<@NotNull String> removeAttributes) {

    static final int MOST = 100;

    ProductChange {
        addCategories = orNone(addCategories);
        removeCategories = orNone(removeCategories);
        addTags = orNone(addTags);
        removeTags = orNone(removeTags);
        setAttributes = setAttributes == null ? Map.of() : OrderedCopy.of(setAttributes);
        removeAttributes = orNone(removeAttributes);
        apart("removeCategories", addCategories, removeCategories);
        apart("removeTags", addTags, removeTags);
        apart("removeAttributes", setAttributes.keySet(), removeAttributes);
        if (setAttributes.values().stream().anyMatch(List::isEmpty)) {
            throw new InvalidValue(
                    "setAttributes",
                    "must have one value at least; removeAttributes takes them away");
        }
        if (price == null
                && status == null
                && addCategories.isEmpty()
                && removeCategories.isEmpty()
                && addTags.isEmpty()
                && removeTags.isEmpty()
                && setAttributes.isEmpty()
                && removeAttributes.isEmpty()) {
            throw new InvalidValue("change", "must change something");
        }
    }

    private static <T> List<T> orNone(@Nullable List<T> some) {
        return some == null ? List.of() : List.copyOf(some);
    }

    private static <T> void apart(String field, Collection<T> added, Collection<T> removed) {
        if (removed.stream().anyMatch(added::contains)) {
            throw new InvalidValue(field, "must not have what is also added or set");
        }
    }

    /// Refused where the product cannot be changed like this.
    Replacement of(PresentProduct product) {
        var description = product.description();
        var publication = new Publication(product.state(), product.publishAt());
        var published =
                status == null || status == product.state()
                        ? publication
                        : new Publication(status, null);
        var prices = new ArrayList<PriceOfVariant>();
        var priced = new ArrayList<PriceOfVariant>();
        for (var variant : product.variants()) {
            var now = PriceOfVariant.of(variant);
            var then = PriceOfVariant.of(priced(variant));
            if (!now.equals(then)) {
                prices.add(now);
                priced.add(then);
            }
        }
        var categories = changed(description.categories(), addCategories, removeCategories);
        var tags = changed(description.tags(), addTags, removeTags);
        var values = new LinkedHashMap<String, List<String>>();
        var set = new LinkedHashMap<String, List<String>>();
        wanted().forEach((code, wanted) -> {
            var present = description.attributes().getOrDefault(code, List.of());
            if (!present.equals(wanted)) {
                values.put(code, present);
                set.put(code, wanted);
            }
        });
        var sameCategories = categories.equals(description.categories());
        var sameTags = tags.equals(description.tags());
        var samePublication = published.equals(publication);
        if (published.state() == State.ARCHIVED
                && samePublication
                && !(prices.isEmpty() && sameCategories && sameTags && set.isEmpty())) {
            throw new CommandRejected(CatalogRejection.ARCHIVED);
        }
        return new Replacement(
                new ProductValues(
                        samePublication ? null : publication,
                        prices,
                        sameCategories ? null : description.categories(),
                        sameTags ? null : description.tags(),
                        values),
                new ProductValues(
                        samePublication ? null : published,
                        priced,
                        sameCategories ? null : categories,
                        sameTags ? null : tags,
                        set));
    }

    private Variant priced(Variant variant) {
        return price == null ? variant : variant.withPrice(price.of(variant.price()));
    }

    private Map<String, List<String>> wanted() {
        var wanted = new LinkedHashMap<>(setAttributes);
        removeAttributes.forEach(code -> wanted.put(code, List.of()));
        return wanted;
    }

    private static <T> List<T> changed(List<T> present, List<T> added, List<T> removed) {
        var changed = new ArrayList<>(present);
        changed.removeAll(removed);
        added.stream().filter(one -> !changed.contains(one)).forEach(changed::add);
        return List.copyOf(changed);
    }
}
