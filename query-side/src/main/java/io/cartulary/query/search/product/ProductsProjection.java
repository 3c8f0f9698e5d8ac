package io.cartulary.query.search.product;

import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.attribute.AttributeEvent;
import io.cartulary.events.catalog.BrandEvent;
import io.cartulary.events.catalog.BrandEvent.*;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CategoryEvent;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.review.ReviewEvent.ReviewApproved;
import io.cartulary.events.review.ReviewEvent.ReviewWithdrawn;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.query.attribute.AttributeTables;
import io.cartulary.query.brand.BrandTables;
import io.cartulary.query.category.CategoryTables;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.query.recommendation.Popularity;
import io.cartulary.query.search.IndexStorage;
import io.cartulary.query.search.SearchIndex;
import io.cartulary.query.search.SearchIndexes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Fills index `products` with what shoppers can find, and owns the tables of [ProductStates],
/// [CategoryTables], [BrandTables] and [AttributeTables], from which each document is made.
@Component
class ProductsProjection implements ProjectionDefinition {

    static final String NAME = "products";

    /// A smaller change of popularity, in doublings, is not worth writing a document again.
    private static final double POPULARITY_STEP = 0.05;

    /// Written in steps, which begin where a batch ended.
    private static final String POPULARITY = "popularity";

    /// Of those that are written again because their brand, a category or an attribute of theirs
    /// changed.
    private static final int PRODUCTS_AT_ONCE = 1_000;

    private final SearchIndexes indexes;
    private final AwaitedGenerations generations;
    private final JdbcTemplate database;
    private final JsonMapper json;

    ProductsProjection(
            SearchIndexes indexes,
            AwaitedGenerations generations,
            @Qualifier("readModels") JdbcTemplate database,
            JsonMapper json) {
        this.indexes = indexes;
        this.generations = generations;
        this.database = database;
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(
                BrandEvent.class,
                CatalogEvent.class,
                CategoryEvent.class,
                AttributeEvent.class,
                StockEvent.class,
                OrderConfirmed.class,
                OrderImported.class,
                ReviewApproved.class,
                ReviewWithdrawn.class);
    }

    /// A product's document is made from events of the product, of its brand, categories and
    /// attributes, of its stock, of orders and of reviews.
    @Override
    public int segments() {
        return 1;
    }

    /// A bulk request is dear: each waits for the disk of Elasticsearch.
    @Override
    public Duration pace() {
        return Duration.ofMillis(400);
    }

    @Override
    public Storage storage(Generation generation) {
        return new IndexStorage(
                indexes.of(generation),
                "products.json",
                new SchemaStorage(
                        generation, database, ProductStates.DDL, "", ProductStates.UNDETERMINED),
                Set.of(POPULARITY));
    }

    @Override
    public BatchHandler create(Generation generation) {
        var index = indexes.of(generation);
        return () -> new Batch(index, generation);
    }

    private final class Batch implements BatchHandler.Batch {

        private final SearchIndex index;
        private final Generation generation;
        private final String schema;
        private final ProductStates states;
        private final List<Change> changes = new ArrayList<>();

        Batch(SearchIndex index, Generation generation) {
            this.index = index;
            this.generation = generation;
            this.schema = generation.schema();
            this.states = new ProductStates(database, json, schema);
        }

        @Override
        public void on(DomainEvent event, EventMessage<?> message) {
            changes.add(new Change(event, message));
        }

        @Override
        public void flush() {
            var again =
                    read(CategoryEvent.class)
                            || read(BrandEvent.class)
                            || read(AttributeEvent.class);
            var before = again ? readSurroundings() : Surroundings.NONE;
            var grown = new Rows(schema);
            var brands = new HashSet<BrandId>();
            load();
            for (var change : changes) {
                switch (change.event) {
                    case CatalogEvent event -> fold(event, change.at());
                    case BrandEvent event -> {
                        BrandTables.fold(event, change.message, grown, json);
                        renamed(event).ifPresent(brands::add);
                    }
                    case CategoryEvent event ->
                            CategoryTables.fold(event, change.message, grown, json);
                    case AttributeEvent event ->
                            AttributeTables.fold(event, change.message, grown, json);
                    case StockEvent event -> fold(event);
                    case OrderConfirmed event ->
                            sold(event.sold().stream().map(SkuQuantity::sku), change.at());
                    case OrderImported event ->
                            sold(event.lines().stream().map(OrderLine::sku), event.placedAt());
                    case ReviewApproved event -> rated(event.productId(), event.rating(), 1);
                    case ReviewWithdrawn event -> rated(event.productId(), event.rating(), -1);
                    default -> throw new IllegalStateException("not read here: " + change.event);
                }
            }
            grown.write(database);
            var others = again || read(CatalogEvent.class) ? readSurroundings() : Surroundings.NONE;
            var visibly = write(states, others);
            if (again) {
                visibly = true;
                writeAgain(
                        others.tree().differences(before.tree()),
                        brands,
                        others.redefinedSince(before),
                        others);
            }
            if (visibly) {
                if (generations.isLive(generation)) {
                    index.refresh(); // else a search would miss it for up to a second
                }
                // After the write, or an answer could be kept that was found just before it.
                states.tellChange();
            }
        }

        /// The brand that products are shown with otherwise than before.
        private static Optional<BrandId> renamed(BrandEvent event) {
            return switch (event) {
                case BrandCreated created -> Optional.of(created.brandId());
                case BrandDescribed described -> Optional.of(described.brandId());
                case BrandSlugGiven given -> Optional.of(given.brandId());
                case BrandActivated activated -> Optional.of(activated.brandId());
                case BrandDeactivated deactivated -> Optional.of(deactivated.brandId());
                case BrandRemoved removed -> Optional.of(removed.brandId());
                case BrandsArranged _ -> Optional.empty();
            };
        }

        private boolean read(Class<?> family) {
            return changes.stream().anyMatch(change -> family.isInstance(change.event));
        }

        private Surroundings readSurroundings() {
            var client = JdbcClient.create(database);
            return Surroundings.of(
                    CategoryTables.read(client, schema, json),
                    AttributeTables.read(client, schema, json));
        }

        /// Some at a time, for a branch may have all products of the shop in it.
        private void writeAgain(
                Set<CategoryId> moved,
                Set<BrandId> renamed,
                Set<String> redefined,
                Surroundings others) {
            if (moved.isEmpty() && renamed.isEmpty() && redefined.isEmpty()) {
                return;
            }
            var after = "";
            while (true) {
                var products = states.naming(moved, renamed, redefined, after, PRODUCTS_AT_ONCE);
                if (products.isEmpty()) {
                    return;
                }
                var some = new ProductStates(database, json, schema);
                some.load(Set.copyOf(products), Set.of());
                some.describeAll();
                write(some, others);
                after = products.getLast();
            }
        }

        /// @return whether anything but popularity changed
        private boolean write(ProductStates states, Surroundings others) {
            var operations = new ArrayList<BulkOperation>();
            var brands =
                    BrandTables.BRANDS.some(
                            states.brands(), JdbcClient.create(database), schema, json);
            var visibly = collect(states, others.with(brands), operations);
            states.save();
            index.write(operations);
            return visibly;
        }

        private void load() {
            var products = new HashSet<String>();
            var skus = new HashSet<String>();
            for (var change : changes) {
                switch (change.event) {
                    case CatalogEvent event -> products.add(event.productId().value());
                    case CategoryEvent _, BrandEvent _, AttributeEvent _ -> {
                        /* which products it touches is asked once it is written */
                    }
                    case StockItemRegistered event -> products.add(event.productId().value());
                    case StockEvent event -> skus.add(event.sku().value());
                    case OrderConfirmed event ->
                            event.sold().forEach(sold -> skus.add(sold.sku().value()));
                    case OrderImported event ->
                            event.lines().forEach(line -> skus.add(line.sku().value()));
                    case ReviewApproved event -> products.add(event.productId().value());
                    case ReviewWithdrawn event -> products.add(event.productId().value());
                    default -> throw new IllegalStateException("not read here: " + change.event);
                }
            }
            states.load(products, skus);
        }

        private void fold(CatalogEvent event, Instant at) {
            var state = states.of(event.productId());
            state.source = ProductSource.after(state.source, event, at);
            state.described = true;
            state.touched = true;
            if (state.source != null) {
                state.source.skus().forEach(sku -> states.own(sku, event.productId()));
            }
        }

        private void fold(StockEvent event) {
            switch (event) {
                case StockItemRegistered(_, var sku, var product) ->
                        states.own(sku.value(), product);
                case StockMoved moved -> available(moved.sku(), moved.onHand(), moved.reserved());
                case StockPolicyAgreed _, LowStockReached _, LowStockEnded _, BundleDefined _ -> {
                    /* says nothing about what can be sold now */
                }
            }
        }

        private void available(Sku sku, int onHand, int reserved) {
            states.available(sku.value(), onHand - reserved);
        }

        private void sold(Stream<Sku> skus, Instant at) {
            var sale = Popularity.of(Popularity.SALE, at);
            skus.map(sku -> states.owning(sku.value()))
                    .filter(Objects::nonNull)
                    .distinct()
                    .forEach(state -> {
                        state.popularity = Popularity.sum(state.popularity, sale);
                        state.touched = true;
                    });
        }

        private void rated(ProductId product, int stars, int reviews) {
            var state = states.of(product);
            state.reviews += reviews;
            state.stars += (long) stars * reviews;
            state.touched = true;
        }

        private static boolean collect(
                ProductStates states, Surroundings others, List<BulkOperation> operations) {
            var changed = false;
            for (var state : states.touched()) {
                var product = state.source;
                var id = product.productId().value();
                var sales = state.sales(states.inStock(product));
                if (state.described) {
                    operations.add(
                            product.published()
                                    ? BulkOperation.of(o ->
                                            o.index(i ->
                                                    i.id(id)
                                                            .document(
                                                                    ProductDocument.of(
                                                                            product, sales,
                                                                            others))))
                                    : BulkOperation.of(o -> o.delete(d -> d.id(id))));
                    changed = true;
                } else if (product.published() && differs(sales, state.indexed)) {
                    operations.add(
                            BulkOperation.of(
                                    o -> o.update(u -> u.id(id).action(a -> a.doc(sales)))));
                    changed |= differsVisibly(sales, state.indexed);
                } else {
                    continue;
                }
                state.indexed = sales;
            }
            return changed;
        }

        private static boolean differs(ProductDocument.Sales now, ProductDocument.Sales indexed) {
            return differsVisibly(now, indexed)
                    || Math.abs(now.popularity() - indexed.popularity()) > POPULARITY_STEP;
        }

        private static boolean differsVisibly(
                ProductDocument.Sales now, ProductDocument.Sales indexed) {
            return now.inStock() != indexed.inStock()
                    || now.reviews() != indexed.reviews()
                    || now.rating() != indexed.rating();
        }

        private record Change(DomainEvent event, EventMessage<?> message) {

            Instant at() {
                return message.getTimestamp();
            }
        }
    }
}
