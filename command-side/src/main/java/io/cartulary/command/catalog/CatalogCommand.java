package io.cartulary.command.catalog;

import io.cartulary.command.catalog.ProductValues.State;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.catalog.Sale;
import io.cartulary.events.catalog.SaleId;
import io.cartulary.events.catalog.SlugId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.eventstore.deciding.ReadOnlyCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.commandhandling.RoutingKey;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of the catalogue.
public sealed interface CatalogCommand {

    /// Drafts a product. Its slug and every SKU must have been claimed for it before.
    record CreateProduct(
            @TargetAggregateIdentifier ProductId productId,
            String slug,
            ProductDescription description,
            List<Variant> variants)
            implements CatalogCommand {}

    record DescribeProduct(
            @TargetAggregateIdentifier ProductId productId, ProductDescription description)
            implements CatalogCommand {}

    /// Its slug must have been claimed for the product before.
    ///
    /// @param language none for the slug of all languages that have none of their own
    record ChangeSlug(
            @TargetAggregateIdentifier ProductId productId, @Nullable String language, String slug)
            implements CatalogCommand {}

    record AddVariant(@TargetAggregateIdentifier ProductId productId, Variant variant)
            implements CatalogCommand {}

    record DescribeVariant(
            @TargetAggregateIdentifier ProductId productId, Sku sku, VariantDetails details)
            implements CatalogCommand {}

    /// Takes a variant off sale for good. Orders that have it are left as they are.
    record ArchiveVariant(@TargetAggregateIdentifier ProductId productId, Sku sku)
            implements CatalogCommand {}

    /// @param skus of all variants that can be bought, in the order they are to be shown in
    record ArrangeVariants(@TargetAggregateIdentifier ProductId productId, List<Sku> skus)
            implements CatalogCommand {}

    /// @param media all that are shown of the product, the primary one first
    record ArrangeMedia(@TargetAggregateIdentifier ProductId productId, List<ProductMedia> media)
            implements CatalogCommand {}

    record ChangePrice(@TargetAggregateIdentifier ProductId productId, Sku sku, Money price)
            implements CatalogCommand {}

    record SetCostPrice(@TargetAggregateIdentifier ProductId productId, Sku sku, Money costPrice)
            implements CatalogCommand {}

    record RemoveCostPrice(@TargetAggregateIdentifier ProductId productId, Sku sku)
            implements CatalogCommand {}

    record PublishProduct(@TargetAggregateIdentifier ProductId productId)
            implements CatalogCommand {}

    /// Has the product published by itself; another time takes the place of the one before.
    record SchedulePublication(
            @TargetAggregateIdentifier ProductId productId, Instant publishAt, Instant now)
            implements CatalogCommand {}

    record CancelPublication(@TargetAggregateIdentifier ProductId productId)
            implements CatalogCommand {}

    /// Has a variant cost something else for a time.
    record ScheduleSale(@TargetAggregateIdentifier ProductId productId, Sale sale, Instant now)
            implements CatalogCommand {}

    /// Ends a sale that runs, too.
    record CancelSale(@TargetAggregateIdentifier ProductId productId, SaleId saleId)
            implements CatalogCommand {}

    /// Publishes the product if it is time to, notes sales that started or ended, and answers a
    /// [NextAct].
    record ActWhenDue(@TargetAggregateIdentifier ProductId productId, Instant now)
            implements CatalogCommand {}

    /// When something is due next, if ever.
    record NextAct(@Nullable Instant at) {

        static NextAct soonest(@Nullable Instant... all) {
            return new NextAct(
                    Stream.of(all).filter(Objects::nonNull).min(Instant::compareTo).orElse(null));
        }
    }

    record ArchiveProduct(@TargetAggregateIdentifier ProductId productId)
            implements CatalogCommand {}

    /// Answers the [PresentProduct] and records nothing.
    @ReadOnlyCommand
    record ReadProduct(@TargetAggregateIdentifier ProductId productId) implements CatalogCommand {}

    /// A product as it is when it is asked.
    ///
    /// @param publishAt when it is to be published by itself
    /// @param slugs of languages that have one of their own
    /// @param variants that can be bought
    /// @param costs what a piece costs the shop, where that is known
    /// @param media that are shown of it
    record PresentProduct(
            State state,
            @Nullable Instant publishAt,
            String slug,
            Map<String, String> slugs,
            ProductDescription description,
            List<Variant> variants,
            List<CostOfVariant> costs,
            List<ProductMedia> media) {}

    record CostOfVariant(Sku sku, Money cost) {}

    /// Gives a product the values `after` in the place of `before`, all or none. Values that it has
    /// already are left; refused with `CHANGED_SINCE` when one is neither this nor that.
    record ReplaceValues(
            @TargetAggregateIdentifier ProductId productId,
            ProductValues before,
            ProductValues after,
            Instant now)
            implements CatalogCommand {}

    /// Takes a slug for a product; refused when another product has it, done already when this one
    /// does.
    record ClaimSlug(@TargetAggregateIdentifier SlugId slugId, ProductId productId)
            implements CatalogCommand {}

    /// Takes a product into the catalogue in one go: claims its slug, takes every SKU into
    /// stock-keeping, drafts it and, when `publish` is set, puts it on sale. All or nothing on
    /// PostgreSQL; safe to repeat everywhere.
    record OfferProduct(
            @RoutingKey ProductId productId,
            String slug,
            ProductDescription description,
            List<Variant> variants,
            boolean publish)
            implements CatalogCommand {}

    /// Changes what is shown of a product; its values of attributes fit their definitions.
    record ReviseProduct(
            @TargetAggregateIdentifier ProductId productId, ProductDescription description)
            implements CatalogCommand {}

    /// Takes a variant's SKU into stock-keeping and adds the variant.
    record OfferVariant(@TargetAggregateIdentifier ProductId productId, Variant variant)
            implements CatalogCommand {}

    /// Describes a variant, with a tax class that some rule has.
    record ReviseVariant(
            @TargetAggregateIdentifier ProductId productId, Sku sku, VariantDetails details)
            implements CatalogCommand {

        /// As `variant` has it, apart from its price.
        public static ReviseVariant as(ProductId productId, Variant variant) {
            return new ReviseVariant(productId, variant.sku(), VariantDetails.of(variant));
        }
    }

    /// Claims a slug for a product and gives it to its page. The former one stays claimed, and
    /// leads to the page.
    record GiveSlug(
            @TargetAggregateIdentifier ProductId productId, @Nullable String language, String slug)
            implements CatalogCommand {}
}
