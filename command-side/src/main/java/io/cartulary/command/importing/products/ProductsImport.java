package io.cartulary.command.importing.products;

import io.cartulary.command.attribute.Attributes;
import io.cartulary.command.catalog.CatalogCommand;
import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.command.catalog.ProductValues.State;
import io.cartulary.command.importing.json.JsonFields;
import io.cartulary.command.importing.json.JsonLinesImport;
import io.cartulary.command.importing.named.NamedBrands;
import io.cartulary.command.importing.named.NamedBrands.Found;
import io.cartulary.command.importing.named.NamedCategories;
import io.cartulary.command.importing.products.ProductLine.StockedVariant;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.command.importing.run.ImportKind;
import io.cartulary.command.importing.run.Importer;
import io.cartulary.command.inventory.StockCommand.AdjustStock;
import io.cartulary.command.inventory.StockCommand.AgreeStockPolicy;
import io.cartulary.events.catalog.CatalogEvent.SlugClaimed;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.SlugId;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.web.sheet.ProductColumns;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a line of a file of products becomes: a new product is put on sale, a known one gets the
/// file's description, variants and prices. What a piece costs the shop is left where the file does
/// not say it. Attributes that are not defined yet are defined as texts.
@Configuration(proxyBeanMethods = false)
class ProductsImport implements JsonLinesImport.Content<CatalogueLine> {

    private static final long REGISTERED_ONLY = 0;

    private final Attributes attributes;
    private final EventStore events;
    private final NamedBrands brands;
    private final CommandGateway gateway;
    private final NamedCategories categories;
    private final NamedPictures pictures;
    private final InstantSource clock;

    ProductsImport(
            Attributes attributes,
            EventStore events,
            NamedBrands brands,
            CommandGateway gateway,
            NamedCategories categories,
            NamedPictures pictures,
            InstantSource clock) {
        this.attributes = attributes;
        this.events = events;
        this.brands = brands;
        this.gateway = gateway;
        this.categories = categories;
        this.pictures = pictures;
        this.clock = clock;
    }

    @Bean
    Importer importerOfProducts(ProductFileSettings settings) {
        return new ProductFiles(
                new JsonLinesImport<>(ImportKind.PRODUCTS, this), this, settings.currency());
    }

    @Override
    public CatalogueLine read(JsonFields fields) {
        return DefinitionLine.of(fields)
                .<CatalogueLine>map(definition -> definition)
                .orElseGet(() -> ProductLine.of(fields));
    }

    @Override
    public List<String> changes(CatalogueLine line) {
        return line.changes();
    }

    @Override
    public List<Object> commands(CatalogueLine line) {
        return switch (line) {
            case DefinitionLine definition -> List.of(definition.command());
            case ProductLine product -> commands(product);
        };
    }

    private List<Object> commands(ProductLine line) {
        var known = known(line);
        var present =
                known.map(product -> gateway.<PresentProduct>sendAndWait(new ReadProduct(product)));
        var commands = new ArrayList<Object>(attributes.adopting(line.attributeNames()));
        var in = new LinkedHashSet<CategoryId>();
        for (var names : line.categories()) {
            var place = categories.at(names, present.map(PresentProduct::description));
            commands.addAll(place.creating());
            in.add(place.categoryId());
        }
        var brand = brand(line, present);
        brand.ifPresent(found -> commands.addAll(found.creating()));
        var file = line.description().of(brand.map(Found::brandId).orElse(null), List.copyOf(in));
        var productId = known.orElse(line.productId() == null ? line.named() : line.productId());
        commands.addAll(
                present.map(product ->
                                new KnownProduct(productId, product, line, clock.instant())
                                        .commands(file))
                        .orElseGet(() -> offer(productId, line, file)));
        var shown = present.map(PresentProduct::media).orElse(List.of());
        var wanted = pictures.before(shown, line.pictures());
        if (!wanted.equals(shown)) {
            commands.add(new ArrangeMedia(productId, wanted));
        }
        line.variants().stream().map(this::policy).flatMap(Optional::stream).forEach(commands::add);
        line.variants().stream()
                .filter(stocked -> stocked.onHand() > 0 && hasNoStockYet(stocked))
                .map(this::openingStock)
                .forEach(commands::add);
        return commands;
    }

    /// A product whose brand was removed has its identifier in a table.
    private Optional<Found> brand(ProductLine line, Optional<PresentProduct> present) {
        return present.map(product -> product.description().brand())
                .filter(brand -> brand.value().equals(line.brand()))
                .map(brand -> new Found(brand, List.of()))
                .or(() -> brands.called(line.brand()));
    }

    /// The product that the file means: of its identifier, else of its slug, which may be a former
    /// one.
    private Optional<ProductId> known(ProductLine line) {
        return Stream.of(line.productId(), line.named())
                .filter(Objects::nonNull)
                .filter(product -> exists(product.value()))
                .findFirst()
                .or(() ->
                        events.readEvents(SlugId.of(line.slug()).value(), 0)
                                .asStream()
                                .map(EventMessage::getPayload)
                                .filter(SlugClaimed.class::isInstance)
                                .map(claimed -> ((SlugClaimed) claimed).productId())
                                .filter(product -> exists(product.value()))
                                .findFirst());
    }

    private boolean exists(String aggregate) {
        return events.lastSequenceNumberFor(aggregate).isPresent();
    }

    private List<CatalogCommand> offer(
            ProductId productId, ProductLine line, ProductDescription description) {
        if (!line.said().about(ProductColumns.in("name", "en"))) {
            throw RowFault.malformed(
                    "name:en", "name:en is missing: the shop has no product with this slug yet.");
        }
        var commands = new ArrayList<CatalogCommand>();
        commands.add(
                new OfferProduct(
                        productId,
                        line.slug(),
                        description,
                        line.variants().stream().map(StockedVariant::variant).toList(),
                        line.state() == null || line.state() == State.PUBLISHED));
        line.slugs()
                .forEach((language, slug) -> commands.add(new GiveSlug(productId, language, slug)));
        line.variants().stream()
                .filter(stocked -> stocked.costPrice() != null)
                .map(stocked ->
                        new SetCostPrice(productId, stocked.variant().sku(), stocked.costPrice()))
                .forEach(commands::add);
        if (line.state() == State.ARCHIVED) {
            commands.add(new ArchiveProduct(productId));
        }
        if (line.publishAt() != null) {
            commands.add(new SchedulePublication(productId, line.publishAt(), clock.instant()));
        }
        return commands;
    }

    private Optional<AgreeStockPolicy> policy(StockedVariant stocked) {
        return stocked.lowStockThreshold() == null && stocked.backorderLimit() == null
                ? Optional.empty()
                : Optional.of(
                        new AgreeStockPolicy(
                                stockOf(stocked),
                                stocked.lowStockThreshold(),
                                Objects.requireNonNullElse(stocked.backorderLimit(), 0)));
    }

    /// Stock is set once: what was sold since is not in the file.
    private boolean hasNoStockYet(StockedVariant stocked) {
        return events.lastSequenceNumberFor(stockOf(stocked).value()).orElse(REGISTERED_ONLY)
                == REGISTERED_ONLY;
    }

    private AdjustStock openingStock(StockedVariant stocked) {
        return new AdjustStock(
                stockOf(stocked),
                stocked.onHand(),
                AdjustmentReason.OPENING_STOCK,
                "opening-stock",
                null,
                clock.instant());
    }

    private static StockItemId stockOf(StockedVariant stocked) {
        return StockItemId.of(stocked.variant().sku());
    }
}
