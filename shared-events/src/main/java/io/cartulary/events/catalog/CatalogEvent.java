package io.cartulary.events.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.StoredAs;
import io.cartulary.events.inventory.Sku;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Everything that can happen in the catalogue: to products, and to the slugs they claim.
public sealed interface CatalogEvent extends DomainEvent {

    ProductId productId();

    @Override
    @JsonIgnore
    default String aggregateId() {
        return productId().value();
    }

    /// A product was drafted; shoppers do not see it yet. Source: `CreateProduct`.
    @StoredAs(name = "catalog.ProductCreated", revision = 1)
    record ProductCreated(
            ProductId productId,
            String slug,
            ProductDescription description,
            List<Variant> variants)
            implements CatalogEvent {}

    /// What is shown of it changed. Source: `DescribeProduct`.
    @StoredAs(name = "catalog.ProductDescribed", revision = 1)
    record ProductDescribed(ProductId productId, ProductDescription description)
            implements CatalogEvent {}

    /// Another variant can be bought. Source: `AddVariant`.
    @StoredAs(name = "catalog.VariantAdded", revision = 1)
    record VariantAdded(ProductId productId, Variant variant) implements CatalogEvent {}

    /// What is known of a variant beside its price changed. Source: `DescribeVariant`.
    @StoredAs(name = "catalog.VariantDescribed", revision = 1)
    record VariantDescribed(ProductId productId, Variant variant) implements CatalogEvent {}

    /// A variant can no longer be bought, and never will be again. Source: `ArchiveVariant`.
    @StoredAs(name = "catalog.VariantArchived", revision = 1)
    record VariantArchived(ProductId productId, Sku sku) implements CatalogEvent {}

    /// The variants are shown in this order from now on. Source: `ArrangeVariants`.
    @StoredAs(name = "catalog.VariantsArranged", revision = 1)
    record VariantsArranged(ProductId productId, List<Sku> skus) implements CatalogEvent {}

    /// These pictures and videos are shown of it, in this order. Source: `ArrangeMedia`.
    @StoredAs(name = "catalog.MediaArranged", revision = 1)
    record MediaArranged(ProductId productId, List<ProductMedia> media) implements CatalogEvent {}

    /// A variant costs something else from now on. Source: `ChangePrice`.
    @StoredAs(name = "catalog.PriceChanged", revision = 1)
    record PriceChanged(ProductId productId, Sku sku, Money price) implements CatalogEvent {}

    /// A variant will have another price for a time. A check-out obeys it from its first moment to
    /// its last, whenever its beginning and its end are noted. Source: `ScheduleSale`.
    @StoredAs(name = "catalog.SaleScheduled", revision = 1)
    record SaleScheduled(ProductId productId, Sale sale) implements CatalogEvent {}

    /// The sale will not take place, or ended before its time. Source: `CancelSale`,
    /// `ArchiveVariant`.
    @StoredAs(name = "catalog.SaleCancelled", revision = 1)
    record SaleCancelled(ProductId productId, SaleId saleId, Sku sku) implements CatalogEvent {}

    /// The sale's time has come. Source: `ActWhenDue`.
    @StoredAs(name = "catalog.SaleStarted", revision = 1)
    record SaleStarted(ProductId productId, SaleId saleId, Sku sku, Money price)
            implements CatalogEvent {}

    /// The sale's time is over. Source: `ActWhenDue`.
    @StoredAs(name = "catalog.SaleEnded", revision = 1)
    record SaleEnded(ProductId productId, SaleId saleId, Sku sku) implements CatalogEvent {}

    /// What a piece of a variant costs the shop, for its staff only; absent once that is not known
    /// any more. Source: `SetCostPrice`, `RemoveCostPrice`.
    @StoredAs(name = "catalog.CostPriceSet", revision = 1)
    record CostPriceSet(ProductId productId, Sku sku, @Nullable Money costPrice)
            implements CatalogEvent {}

    /// It will be published at `publishAt`, unless that is called off before. Source:
    /// `SchedulePublication`.
    @StoredAs(name = "catalog.PublicationScheduled", revision = 1)
    record PublicationScheduled(ProductId productId, Instant publishAt) implements CatalogEvent {}

    /// It will not be published by itself: that was called off, or it had nothing to sell when the
    /// time came. Source: `CancelPublication`, `ActWhenDue`.
    @StoredAs(name = "catalog.PublicationCancelled", revision = 1)
    record PublicationCancelled(ProductId productId) implements CatalogEvent {}

    /// Shoppers can see and buy it. Source: `PublishProduct`, `ActWhenDue`.
    @StoredAs(name = "catalog.ProductPublished", revision = 1)
    record ProductPublished(ProductId productId) implements CatalogEvent {}

    /// Shoppers can no longer see or buy it. Source: `ArchiveProduct`.
    @StoredAs(name = "catalog.ProductArchived", revision = 1)
    record ProductArchived(ProductId productId) implements CatalogEvent {}

    /// It is a draft again, which shoppers cannot see or buy. Source: `ReplaceValues`.
    @StoredAs(name = "catalog.ProductReturnedToDraft", revision = 1)
    record ProductReturnedToDraft(ProductId productId) implements CatalogEvent {}

    /// Its page has another address, in one language or, without one, in all that have no slug of
    /// their own; the former one leads there. Source: `ChangeSlug`.
    @StoredAs(name = "catalog.SlugChanged", revision = 1)
    record SlugChanged(ProductId productId, @Nullable String language, String slug)
            implements CatalogEvent {}

    /// The product has this slug and no other may have it. Source: `ClaimSlug`.
    @StoredAs(name = "catalog.SlugClaimed", revision = 1)
    record SlugClaimed(SlugId slugId, ProductId productId) implements CatalogEvent {
        @Override
        @JsonIgnore
        public String aggregateId() {
            return slugId.value();
        }
    }
}
