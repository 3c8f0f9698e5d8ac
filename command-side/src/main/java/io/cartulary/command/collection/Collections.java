package io.cartulary.command.collection;

import static io.cartulary.command.collection.CollectionRejection.*;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.collection.CollectionCommand.*;
import io.cartulary.command.listing.Listing;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.catalog.CollectionEvent;
import io.cartulary.events.catalog.CollectionEvent.*;
import io.cartulary.events.catalog.CollectionId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductCriteria;
import io.cartulary.events.catalog.ProductId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// The shop's collections of products: one aggregate, so that no two that are named at the same
/// time get one name or one slug.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Collections {

    private static final int MOST = 500;

    @AggregateIdentifier private String id;
    private Listing<CollectionId> collections = Listing.none();

    /// Of those that were filled.
    private Map<CollectionId, Content> contents = Map.of();

    /// Either of them.
    private record Content(@Nullable List<ProductId> products, @Nullable ProductCriteria rule) {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(CreateCollection command) {
        if (collections.find(command.collectionId()).isPresent()) {
            return; // creating twice changes nothing
        }
        if (collections.all().size() >= MOST) {
            throw new CommandRejected(TOO_MANY_COLLECTIONS);
        }
        var description = command.description();
        checkName(description.name(), command.collectionId());
        var slug = command.slug();
        if (slug == null) {
            slug = collections.freeSlug(description.name(), "collection");
        } else {
            checkSlug(slug, command.collectionId());
        }
        apply(new CollectionCreated(command.collectionId(), slug, description));
    }

    @CommandHandler
    void decide(DescribeCollection command) {
        var collection = collections.require(command.collectionId());
        if (!collection.description().equals(command.description())) {
            checkName(command.description().name(), collection.id());
            apply(new CollectionDescribed(collection.id(), command.description()));
        }
    }

    @CommandHandler
    void decide(GiveCollectionSlug command) {
        var collection = collections.require(command.collectionId());
        if (!collection.slug().equals(command.slug())) {
            checkSlug(command.slug(), collection.id());
            apply(new CollectionSlugGiven(collection.id(), command.slug()));
        }
    }

    @CommandHandler
    void decide(CollectProducts command) {
        var collection = collections.require(command.collectionId());
        if (new HashSet<>(command.products()).size() < command.products().size()) {
            throw new CommandRejected(COLLECTED_TWICE);
        }
        if (!new Content(command.products(), null).equals(contents.get(collection.id()))) {
            apply(new ProductsCollected(collection.id(), command.products()));
        }
    }

    @CommandHandler
    void decide(CollectByRule command) {
        var collection = collections.require(command.collectionId());
        if (!new Content(null, command.rule()).equals(contents.get(collection.id()))) {
            apply(new RuleAgreed(collection.id(), command.rule()));
        }
    }

    @CommandHandler
    void decide(ArrangeCollections command) {
        if (!collections.hasEach(command.collectionIds())) {
            throw new CommandRejected(COLLECTION_ORDER_UNFIT);
        }
        if (!collections.beginsWith(command.collectionIds())) {
            apply(new CollectionsArranged(command.collectionIds()));
        }
    }

    @CommandHandler
    void decide(ActivateCollection command) {
        if (!collections.require(command.collectionId()).active()) {
            apply(new CollectionActivated(command.collectionId()));
        }
    }

    @CommandHandler
    void decide(DeactivateCollection command) {
        if (collections.require(command.collectionId()).active()) {
            apply(new CollectionDeactivated(command.collectionId()));
        }
    }

    @CommandHandler
    void decide(RemoveCollection command) {
        if (collections.find(command.collectionId()).isPresent()) {
            apply(new CollectionRemoved(command.collectionId()));
        }
    }

    private void checkName(LocalizedText name, CollectionId but) {
        if (collections.isNameTaken(name, but)) {
            throw new CommandRejected(COLLECTION_NAME_TAKEN);
        }
    }

    private void checkSlug(String slug, CollectionId but) {
        if (collections.isSlugTaken(slug, but)) {
            throw new CommandRejected(COLLECTION_SLUG_TAKEN);
        }
    }

    @EventSourcingHandler
    void evolve(CollectionEvent event) {
        id = CollectionEvent.COLLECTIONS;
        switch (event) {
            case CollectionCreated(var collection, var slug, var description) ->
                    collections = collections.with(collection, slug, description);
            case CollectionDescribed(var collection, var description) ->
                    collections = collections.describing(collection, description);
            case CollectionSlugGiven(var collection, var slug) ->
                    collections = collections.giving(collection, slug);
            case ProductsCollected(var collection, var products) ->
                    fill(collection, new Content(products, null));
            case RuleAgreed(var collection, var rule) -> fill(collection, new Content(null, rule));
            case CollectionsArranged(var first) -> collections = collections.arranged(first);
            case CollectionActivated(var collection) ->
                    collections = collections.showing(collection, true);
            case CollectionDeactivated(var collection) ->
                    collections = collections.showing(collection, false);
            case CollectionRemoved(var collection) -> {
                collections = collections.without(collection);
                fill(collection, null);
            }
        }
    }

    private void fill(CollectionId collection, @Nullable Content content) {
        var filled = new HashMap<>(contents);
        if (content == null) {
            filled.remove(collection);
        } else {
            filled.put(collection, content);
        }
        contents = Map.copyOf(filled);
    }
}
