package io.cartulary.command.bulkupdate;

import io.cartulary.command.catalog.CatalogCommand.PresentProduct;
import io.cartulary.command.catalog.ProductValues.State;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What staff ask for: which products, and what is changed of each.
///
/// @param products that or `filter`
record BulkUpdate(
        @Nullable @Size(min = 1, max = BulkUpdate.MOST) List<@NotNull ProductId> products,
        @Nullable @Valid ProductFilter filter,
        @NotNull @Valid ProductChange change) {

    static final int MOST = 10_000;

    BulkUpdate {
        if ((products == null) == (filter == null)) {
            throw new InvalidValue("products", "or filter must be given, and not both");
        }
        products = products == null ? null : List.copyOf(products);
    }

    /// Products that are all of it. Every one of the catalogue is asked for by `all`, not by
    /// leaving everything out.
    ///
    /// @param category that it stands in, or below
    /// @param brand that makes it
    record ProductFilter(
            @Nullable State status,
            @Nullable CategoryId category,
            @Nullable BrandId brand,
            @Nullable @Size(max = 255) String tag,
            boolean all) {

        ProductFilter {
            if (all == (status != null || category != null || brand != null || tag != null)) {
                throw new InvalidValue(
                        "filter",
                        "must have status, category, brand or tag, or else all, which is true");
            }
        }

        /// @param inCategory the category and all below it
        boolean fits(PresentProduct product, Set<CategoryId> inCategory) {
            return (status == null || product.state() == status)
                    && (category == null
                            || product.description().categories().stream()
                                    .anyMatch(inCategory::contains))
                    && (brand == null || brand.equals(product.description().brand()))
                    && (tag == null || product.description().tags().contains(tag));
        }
    }
}
