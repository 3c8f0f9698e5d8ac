package io.cartulary.command.catalog;

import static io.cartulary.command.catalog.CatalogRejection.*;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What the shop offers: a description and its buyable variants.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Product {

    private static final int MAXIMUM_VARIANTS = 250;
    private static final BigDecimal MOST_MINOR_UNITS = BigDecimal.valueOf(1_000_000_000_000L);

    @AggregateIdentifier private ProductId productId;
    private @Nullable Status status;
    private String slug;
    private ProductDescription description;
    private List<Variant> variants = new ArrayList<>();

    private enum Status {
        DRAFT,
        PUBLISHED,
        ARCHIVED
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(CreateProduct command) {
        if (status == null) {
            var accepted = new ArrayList<Variant>();
            for (var variant : command.variants()) {
                checkFits(variant, accepted);
                accepted.add(variant);
            }
            apply(
                    new ProductCreated(
                            command.productId(),
                            command.slug(),
                            command.description(),
                            List.copyOf(accepted)));
        } else if (!slug.equals(command.slug())) {
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
    void decide(AddVariant command) {
        refuseWhenArchived();
        if (!variants.contains(command.variant())) {
            checkFits(command.variant(), variants);
            apply(new VariantAdded(productId, command.variant()));
        }
    }

    @CommandHandler
    void decide(ChangePrice command) {
        refuseWhenArchived();
        var variant =
                variants.stream()
                        .filter(candidate -> candidate.sku().equals(command.sku()))
                        .findFirst()
                        .orElseThrow(() -> new CommandRejected(UNKNOWN_VARIANT));
        if (!variant.price().isSameCurrency(command.price())) {
            throw new CommandRejected(CURRENCY_DIFFERS);
        }
        checkBounds(command.price());
        if (!variant.price().equals(command.price())) {
            apply(new PriceChanged(productId, command.sku(), command.price()));
        }
    }

    @CommandHandler
    void decide(PublishProduct command) {
        switch (status) {
            case DRAFT, ARCHIVED -> {
                if (variants.isEmpty()) {
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
    void decide(ArchiveProduct command) {
        switch (status) {
            case DRAFT, PUBLISHED -> apply(new ProductArchived(productId));
            case ARCHIVED -> {
                /* archiving twice changes nothing */
            }
        }
    }

    @EventSourcingHandler
    void evolve(ProductCreated event) {
        productId = event.productId();
        status = Status.DRAFT;
        slug = event.slug();
        description = event.description();
        variants.addAll(event.variants());
    }

    @EventSourcingHandler
    void evolve(ProductDescribed event) {
        description = event.description();
    }

    @EventSourcingHandler
    void evolve(VariantAdded event) {
        variants.add(event.variant());
    }

    @EventSourcingHandler
    void evolve(PriceChanged event) {
        variants.replaceAll(variant ->
                variant.sku().equals(event.sku()) ? variant.withPrice(event.price()) : variant);
    }

    @EventSourcingHandler
    void evolve(ProductPublished event) {
        status = Status.PUBLISHED;
    }

    @EventSourcingHandler
    void evolve(ProductArchived event) {
        status = Status.ARCHIVED;
    }

    private void refuseWhenArchived() {
        if (status == Status.ARCHIVED) {
            throw new CommandRejected(ARCHIVED);
        }
    }

    private static void checkFits(Variant candidate, List<Variant> others) {
        if (others.size() >= MAXIMUM_VARIANTS) {
            throw new CommandRejected(TOO_MANY_VARIANTS);
        }
        checkBounds(candidate.price());
        checkCompareAt(candidate);
        for (var other : others) {
            if (other.sku().equals(candidate.sku())) {
                throw new CommandRejected(VARIANT_EXISTS);
            }
            if (other.options().equals(candidate.options())) {
                throw new CommandRejected(OPTIONS_TAKEN);
            }
            if (!other.price().isSameCurrency(candidate.price())) {
                throw new CommandRejected(CURRENCY_DIFFERS);
            }
        }
    }

    private static void checkCompareAt(Variant candidate) {
        var compareAt = candidate.compareAtPrice();
        if (compareAt != null
                && (!compareAt.isSameCurrency(candidate.price())
                        || compareAt.isLessThan(candidate.price()))) {
            throw new CommandRejected(COMPARE_AT_PRICE_UNFIT);
        }
    }

    /// Up to here every sum over a full cart fits 64 bits.
    private static void checkBounds(Money price) {
        if (price.isNegative()) {
            throw new CommandRejected(PRICE_NEGATIVE);
        }
        if (price.getAmountMinor().compareTo(MOST_MINOR_UNITS) > 0) {
            throw new CommandRejected(PRICE_TOO_HIGH);
        }
    }
}
