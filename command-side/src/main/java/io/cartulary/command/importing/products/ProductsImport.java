package io.cartulary.command.importing.products;

import io.cartulary.command.attribute.Attributes;
import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.command.importing.json.JsonFields;
import io.cartulary.command.importing.json.JsonLinesImport;
import io.cartulary.command.importing.named.NamedBrands;
import io.cartulary.command.importing.named.NamedBrands.Found;
import io.cartulary.command.importing.named.NamedCategories;
import io.cartulary.command.importing.named.NamedCategories.Place;
import io.cartulary.command.importing.products.ProductLine.StockedVariant;
import io.cartulary.command.importing.run.ImportKind;
import io.cartulary.command.importing.run.Importer;
import io.cartulary.command.inventory.StockCommand.AdjustStock;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
    private final NamedCategories categories;
    private final InstantSource clock;

    ProductsImport(
            Attributes attributes,
            EventStore events,
            NamedBrands brands,
            NamedCategories categories,
            InstantSource clock) {
        this.attributes = attributes;
        this.events = events;
        this.brands = brands;
        this.categories = categories;
        this.clock = clock;
    }

    @Bean
    Importer importerOfProducts() {
        return new JsonLinesImport<>(ImportKind.PRODUCTS, this);
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
        var productId = line.productId();
        var place = categories.at(line.categories());
        var brand = brands.called(line.brand());
        var description =
                line.description()
                        .of(
                                brand.map(Found::brandId).orElse(null),
                                place.map(Place::categoryId).stream().toList());
        var commands = new ArrayList<Object>(attributes.adopting(line.attributeNames()));
        brand.ifPresent(found -> commands.addAll(found.creating()));
        place.ifPresent(found -> commands.addAll(found.creating()));
        if (events.lastSequenceNumberFor(productId.value()).isPresent()) {
            commands.add(new ReviseProduct(productId, description));
            for (var stocked : line.variants()) {
                var variant = stocked.variant();
                if (events.lastSequenceNumberFor(stockOf(stocked).value()).isPresent()) {
                    commands.add(new ChangePrice(productId, variant.sku(), variant.price()));
                    commands.add(ReviseVariant.as(productId, variant));
                } else {
                    commands.add(new OfferVariant(productId, variant));
                }
            }
        } else {
            commands.add(
                    new OfferProduct(
                            productId,
                            line.slug(),
                            description,
                            line.variants().stream().map(StockedVariant::variant).toList(),
                            true));
        }
        line.slugs()
                .forEach((language, slug) -> commands.add(new GiveSlug(productId, language, slug)));
        line.variants().stream()
                .filter(stocked -> stocked.costPrice() != null)
                .map(stocked ->
                        new SetCostPrice(productId, stocked.variant().sku(), stocked.costPrice()))
                .forEach(commands::add);
        line.variants().stream()
                .filter(stocked -> stocked.onHand() > 0 && hasNoStockYet(stocked))
                .map(this::openingStock)
                .forEach(commands::add);
        return commands;
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
