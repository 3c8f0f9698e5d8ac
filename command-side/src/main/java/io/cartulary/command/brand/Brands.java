package io.cartulary.command.brand;

import static io.cartulary.command.brand.BrandRejection.*;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.brand.BrandCommand.*;
import io.cartulary.command.listing.Listing;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.catalog.BrandEvent;
import io.cartulary.events.catalog.BrandEvent.*;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.LocalizedText;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// The shop's brands: one aggregate, so that no two that are named at the same time get one name or
/// one slug.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Brands {

    private static final int MOST = 2_000;

    @AggregateIdentifier private String id;
    private Listing<BrandId> brands = Listing.none();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(CreateBrand command) {
        if (brands.find(command.brandId()).isPresent()) {
            return; // creating twice changes nothing
        }
        if (brands.all().size() >= MOST) {
            throw new CommandRejected(TOO_MANY_BRANDS);
        }
        var description = command.description();
        checkName(description.name(), command.brandId());
        var slug = command.slug();
        if (slug == null) {
            slug = brands.freeSlug(description.name(), "brand");
        } else {
            checkSlug(slug, command.brandId());
        }
        apply(new BrandCreated(command.brandId(), slug, description));
    }

    @CommandHandler
    void decide(DescribeBrand command) {
        var brand = brands.require(command.brandId());
        if (!brand.description().equals(command.description())) {
            checkName(command.description().name(), brand.id());
            apply(new BrandDescribed(brand.id(), command.description()));
        }
    }

    @CommandHandler
    void decide(GiveBrandSlug command) {
        var brand = brands.require(command.brandId());
        if (!brand.slug().equals(command.slug())) {
            checkSlug(command.slug(), brand.id());
            apply(new BrandSlugGiven(brand.id(), command.slug()));
        }
    }

    @CommandHandler
    void decide(ArrangeBrands command) {
        if (!brands.hasEach(command.brandIds())) {
            throw new CommandRejected(BRAND_ORDER_UNFIT);
        }
        if (!brands.beginsWith(command.brandIds())) {
            apply(new BrandsArranged(command.brandIds()));
        }
    }

    @CommandHandler
    void decide(ActivateBrand command) {
        if (!brands.require(command.brandId()).active()) {
            apply(new BrandActivated(command.brandId()));
        }
    }

    @CommandHandler
    void decide(DeactivateBrand command) {
        if (brands.require(command.brandId()).active()) {
            apply(new BrandDeactivated(command.brandId()));
        }
    }

    /// Products of it are not asked: they stay, and are just of no brand any more.
    @CommandHandler
    void decide(RemoveBrand command) {
        if (brands.find(command.brandId()).isPresent()) {
            apply(new BrandRemoved(command.brandId()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RequireBrands command) {
        if (!command.brandIds().stream().allMatch(id -> brands.find(id).isPresent())) {
            throw new CommandRejected(UNKNOWN_BRAND);
        }
    }

    private void checkName(LocalizedText name, BrandId but) {
        if (brands.isNameTaken(name, but)) {
            throw new CommandRejected(BRAND_NAME_TAKEN);
        }
    }

    private void checkSlug(String slug, BrandId but) {
        if (brands.isSlugTaken(slug, but)) {
            throw new CommandRejected(BRAND_SLUG_TAKEN);
        }
    }

    @EventSourcingHandler
    void evolve(BrandEvent event) {
        id = BrandEvent.BRANDS;
        brands =
                switch (event) {
                    case BrandCreated(var brand, var slug, var description) ->
                            brands.with(brand, slug, description);
                    case BrandDescribed(var brand, var description) ->
                            brands.describing(brand, description);
                    case BrandSlugGiven(var brand, var slug) -> brands.giving(brand, slug);
                    case BrandsArranged(var first) -> brands.arranged(first);
                    case BrandActivated(var brand) -> brands.showing(brand, true);
                    case BrandDeactivated(var brand) -> brands.showing(brand, false);
                    case BrandRemoved(var brand) -> brands.without(brand);
                };
    }
}
