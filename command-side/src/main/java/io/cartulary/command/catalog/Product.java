package io.cartulary.command.catalog;

import static io.cartulary.command.catalog.CatalogRejection.*;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.command.catalog.ProductValues.State;
import io.cartulary.command.listing.Slugs;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.catalog.Sale;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// What the shop offers: a description and its buyable variants.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Product {

    @AggregateIdentifier private ProductId productId;
    private @Nullable State status;

    /// By which a repeated creation is known.
    private String firstSlug;

    private Slugs slugs;
    private ProductDescription description;
    private Assortment assortment = Assortment.NONE;
    private List<ProductMedia> media = List.of();
    private Sales sales = Sales.NONE;

    /// When it is to be published by itself.
    private @Nullable Instant publishAt;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(CreateProduct command) {
        if (status == null) {
            var accepted = Assortment.NONE;
            for (var variant : command.variants()) {
                accepted.checkFits(variant);
                accepted = accepted.with(variant);
            }
            apply(
                    new ProductCreated(
                            command.productId(),
                            command.slug(),
                            command.description(),
                            accepted.variants()));
        } else if (!firstSlug.equals(command.slug())) {
            throw new CommandRejected(PRODUCT_EXISTS);
        }
    }

    @CommandHandler
    void decide(DescribeProduct command) {
        refuseWhenArchived();
        if (!description.equals(command.description())) {
            apply(new ProductDescribed(productId, command.description()));
        }
    }

    @CommandHandler
    void decide(ChangeSlug command) {
        refuseWhenArchived();
        if (!slugs.has(command.language(), command.slug())) {
            apply(new SlugChanged(productId, command.language(), command.slug()));
        }
    }

    @CommandHandler
    void decide(AddVariant command) {
        refuseWhenArchived();
        if (!assortment.variants().contains(command.variant())) {
            assortment.refuseArchived(command.variant().sku());
            assortment.checkFits(command.variant());
            apply(new VariantAdded(productId, command.variant()));
        }
    }

    @CommandHandler
    void decide(DescribeVariant command) {
        refuseWhenArchived();
        var variant = assortment.require(command.sku());
        var described = command.details().of(variant.sku(), variant.price());
        if (!variant.equals(described)) {
            assortment.checkDescription(described);
            apply(new VariantDescribed(productId, described));
        }
    }

    @CommandHandler
    void decide(ArchiveVariant command) {
        refuseWhenArchived();
        assortment.requireEver(command.sku());
        if (!assortment.archived().contains(command.sku())) {
            if (status == State.PUBLISHED && assortment.variants().size() == 1) {
                throw new CommandRejected(LAST_VARIANT);
            }
            sales.of(command.sku()).forEach(this::cancel);
            apply(new VariantArchived(productId, command.sku()));
        }
    }

    @CommandHandler
    void decide(ArrangeVariants command) {
        refuseWhenArchived();
        assortment.checkComplete(command.skus());
        if (!assortment.skus().equals(command.skus())) {
            apply(new VariantsArranged(productId, command.skus()));
        }
    }

    @CommandHandler
    void decide(ArrangeMedia command) {
        refuseWhenArchived();
        if (command.media().stream().map(ProductMedia::mediaId).distinct().count()
                < command.media().size()) {
            throw new CommandRejected(MEDIA_TWICE);
        }
        command.media().stream()
                .map(ProductMedia::sku)
                .filter(Objects::nonNull)
                .forEach(assortment::requireEver);
        if (!media.equals(command.media())) {
            apply(new MediaArranged(productId, command.media()));
        }
    }

    @CommandHandler
    void decide(ChangePrice command) {
        refuseWhenArchived();
        var variant = assortment.require(command.sku());
        assortment.checkPrice(variant, command.price());
        if (!variant.price().equals(command.price())) {
            apply(new PriceChanged(productId, command.sku(), command.price()));
        }
    }

    @CommandHandler
    void decide(SetCostPrice command) {
        refuseWhenArchived();
        assortment.checkPrice(assortment.require(command.sku()), command.costPrice());
        if (!command.costPrice().equals(assortment.costs().get(command.sku()))) {
            apply(new CostPriceSet(productId, command.sku(), command.costPrice()));
        }
    }

    @CommandHandler
    void decide(RemoveCostPrice command) {
        refuseWhenArchived();
        assortment.requireEver(command.sku());
        if (assortment.costs().containsKey(command.sku())) {
            apply(new CostPriceSet(productId, command.sku(), null));
        }
    }

    @CommandHandler
    void decide(PublishProduct command) {
        switch (status) {
            case DRAFT, ARCHIVED -> {
                if (assortment.isEmpty()) {
                    throw new CommandRejected(NO_VARIANTS);
                }
                apply(new ProductPublished(productId));
            }
            case PUBLISHED -> {
                /* publishing twice changes nothing */
            }
        }
    }

    @CommandHandler
    void decide(SchedulePublication command) {
        if (status == State.PUBLISHED) {
            throw new CommandRejected(ALREADY_PUBLISHED);
        }
        if (command.publishAt().equals(publishAt)) {
            return;
        }
        if (!command.publishAt().isAfter(command.now())) {
            throw new CommandRejected(PUBLICATION_PAST);
        }
        if (assortment.isEmpty()) {
            throw new CommandRejected(NO_VARIANTS);
        }
        apply(new PublicationScheduled(productId, command.publishAt()));
    }

    @CommandHandler
    void decide(CancelPublication command) {
        if (publishAt != null) {
            apply(new PublicationCancelled(productId));
        }
    }

    @CommandHandler
    void decide(ScheduleSale command) {
        refuseWhenArchived();
        var sale = command.sale();
        if (!sales.find(sale.saleId()).equals(Optional.of(sale))) {
            assortment.checkPrice(assortment.require(sale.sku()), sale.price());
            sales.checkFits(sale, command.now());
            apply(new SaleScheduled(productId, sale));
        }
    }

    @CommandHandler
    void decide(CancelSale command) {
        sales.find(command.saleId()).ifPresent(this::cancel);
    }

    private void cancel(Sale sale) {
        apply(new SaleCancelled(productId, sale.saleId(), sale.sku()));
    }

    @CommandHandler
    NextAct decide(ActWhenDue command) {
        var now = command.now();
        for (var sale : sales.endedBy(now)) {
            apply(new SaleEnded(productId, sale.saleId(), sale.sku()));
        }
        for (var sale : sales.startedBy(now)) {
            apply(new SaleStarted(productId, sale.saleId(), sale.sku(), sale.price()));
        }
        if (publishAt != null && !now.isBefore(publishAt)) {
            apply(
                    assortment.isEmpty()
                            ? new PublicationCancelled(productId)
                            : new ProductPublished(productId));
        }
        return NextAct.soonest(publishAt, sales.next());
    }

    @CommandHandler
    void decide(ArchiveProduct command) {
        switch (status) {
            case DRAFT, PUBLISHED -> apply(new ProductArchived(productId));
            case ARCHIVED -> {
                /* archiving twice changes nothing */
            }
        }
    }

    @CommandHandler
    PresentProduct decide(ReadProduct command) {
        return new PresentProduct(
                status,
                publishAt,
                slugs.common(),
                slugs.byLanguage(),
                description,
                assortment.variants(),
                assortment.costs().entrySet().stream()
                        .map(cost -> new CostOfVariant(cost.getKey(), cost.getValue()))
                        .toList(),
                media);
    }

    @CommandHandler
    void decide(ReplaceValues command) {
        new ValueReplacement(this, command).decide();
    }

    void returnToDraft() {
        if (status != State.DRAFT) {
            apply(new ProductReturnedToDraft(productId));
        }
    }

    @EventSourcingHandler
    void evolve(ProductCreated event) {
        productId = event.productId();
        status = State.DRAFT;
        firstSlug = event.slug();
        slugs = Slugs.of(event.slug());
        description = event.description();
        assortment = Assortment.of(event.variants());
    }

    @EventSourcingHandler
    void evolve(ProductDescribed event) {
        description = event.description();
    }

    @EventSourcingHandler
    void evolve(SlugChanged event) {
        slugs = slugs.with(event.language(), event.slug());
    }

    @EventSourcingHandler
    void evolve(VariantAdded event) {
        assortment = assortment.with(event.variant());
    }

    @EventSourcingHandler
    void evolve(VariantDescribed event) {
        assortment = assortment.replacing(event.variant());
    }

    @EventSourcingHandler
    void evolve(VariantArchived event) {
        assortment = assortment.without(event.sku());
    }

    @EventSourcingHandler
    void evolve(VariantsArranged event) {
        assortment = assortment.arranged(event.skus());
    }

    @EventSourcingHandler
    void evolve(MediaArranged event) {
        media = event.media();
    }

    @EventSourcingHandler
    void evolve(PriceChanged event) {
        assortment = assortment.priced(event.sku(), event.price());
    }

    @EventSourcingHandler
    void evolve(CostPriceSet event) {
        assortment = assortment.costing(event.sku(), event.costPrice());
    }

    @EventSourcingHandler
    void evolve(SaleScheduled event) {
        sales = sales.with(event.sale());
    }

    @EventSourcingHandler
    void evolve(SaleStarted event) {
        sales = sales.running(event.saleId());
    }

    @EventSourcingHandler
    void evolve(SaleCancelled event) {
        sales = sales.without(event.saleId());
    }

    @EventSourcingHandler
    void evolve(SaleEnded event) {
        sales = sales.without(event.saleId());
    }

    @EventSourcingHandler
    void evolve(PublicationScheduled event) {
        publishAt = event.publishAt();
    }

    @EventSourcingHandler
    void evolve(PublicationCancelled event) {
        publishAt = null;
    }

    @EventSourcingHandler
    void evolve(ProductPublished event) {
        status = State.PUBLISHED;
        publishAt = null;
    }

    @EventSourcingHandler
    void evolve(ProductArchived event) {
        status = State.ARCHIVED;
        publishAt = null;
    }

    @EventSourcingHandler
    void evolve(ProductReturnedToDraft event) {
        status = State.DRAFT;
        publishAt = null;
    }

    private void refuseWhenArchived() {
        if (status == State.ARCHIVED) {
            throw new CommandRejected(ARCHIVED);
        }
    }
}
