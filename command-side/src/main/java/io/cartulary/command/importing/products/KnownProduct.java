package io.cartulary.command.importing.products;

import io.cartulary.command.catalog.CatalogCommand;
import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.command.catalog.ProductValues;
import io.cartulary.command.catalog.ProductValues.Publication;
import io.cartulary.command.catalog.ProductValues.State;
import io.cartulary.command.importing.products.ProductLine.StockedVariant;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.web.sheet.ProductColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a file changes of a product that is there: nothing where the file says what is so already.
final class KnownProduct {

    private final ProductId productId;
    private final PresentProduct present;
    private final ProductLine line;
    private final Instant now;

    KnownProduct(ProductId productId, PresentProduct present, ProductLine line, Instant now) {
        this.productId = productId;
        this.present = present;
        this.line = line;
        this.now = now;
    }

    /// @param file what it says of the product
    List<CatalogCommand> commands(ProductDescription file) {
        var commands = new ArrayList<CatalogCommand>();
        var wanted = publication();
        var before = new Publication(present.state(), present.publishAt());
        var publishing =
                Optional.of(wanted)
                        .filter(publication -> !publication.equals(before))
                        .map(publication -> publish(before, publication));
        // An archived product has to come back before it can be changed.
        if (wanted.state() != State.ARCHIVED) {
            publishing.ifPresent(commands::add);
        }
        if (line.productId() != null && !present.slug().equals(line.slug())) {
            commands.add(new GiveSlug(productId, null, line.slug()));
        }
        var description = line.said().of(file, present.description());
        if (!description.equals(present.description())) {
            commands.add(new ReviseProduct(productId, description));
        }
        line.variants().forEach(stocked -> change(stocked, commands));
        arrange(commands);
        line.slugs()
                .forEach((language, slug) -> {
                    if (!slug.equals(present.slugs().get(language))) {
                        commands.add(new GiveSlug(productId, language, slug));
                    }
                });
        line.variants().forEach(stocked -> cost(stocked, commands));
        if (wanted.state() == State.ARCHIVED) {
            publishing.ifPresent(commands::add);
        }
        return commands;
    }

    private Publication publication() {
        var state = line.state() == null ? present.state() : line.state();
        if (line.said().about(ProductColumns.PUBLISH_AT) && line.state() != null) {
            return new Publication(state, line.publishAt());
        }
        return new Publication(state, state == present.state() ? present.publishAt() : null);
    }

    private ReplaceValues publish(Publication before, Publication after) {
        return new ReplaceValues(productId, only(before), only(after), now);
    }

    private static ProductValues only(Publication publication) {
        return new ProductValues(publication, List.of(), null, null, Map.of());
    }

    private void change(StockedVariant stocked, List<CatalogCommand> commands) {
        var known = find(stocked.variant().sku());
        if (known.isEmpty()) {
            commands.add(new OfferVariant(productId, stocked.variant()));
        } else {
            var variant = line.said().of(stocked.variant(), known.get());
            if (!variant.price().equals(known.get().price())) {
                commands.add(new ChangePrice(productId, variant.sku(), variant.price()));
            }
            if (!variant.equals(known.get().withPrice(variant.price()))) {
                commands.add(ReviseVariant.as(productId, variant));
            }
        }
    }

    private void cost(StockedVariant stocked, List<CatalogCommand> commands) {
        var cost = stocked.costPrice();
        if (cost != null) {
            var sku = stocked.variant().sku();
            var itsCost =
                    find(sku)
                            .map(variant ->
                                    line.said().of(ProductColumns.COST_PRICE, cost, variant))
                            .orElse(cost);
            if (!present.costs().contains(new CostOfVariant(sku, itsCost))) {
                commands.add(new SetCostPrice(productId, sku, itsCost));
            }
        }
    }

    private Optional<Variant> find(Sku sku) {
        return present.variants().stream().filter(variant -> variant.sku().equals(sku)).findFirst();
    }

    /// As the file has them, if it has all of them.
    private void arrange(List<CatalogCommand> commands) {
        var wanted = line.variants().stream().map(stocked -> stocked.variant().sku()).toList();
        var added = wanted.stream().filter(sku -> find(sku).isEmpty());
        var order = Stream.concat(present.variants().stream().map(Variant::sku), added).toList();
        if (!order.equals(wanted) && new HashSet<>(order).equals(new HashSet<>(wanted))) {
            commands.add(new ArrangeVariants(productId, wanted));
        }
    }
}
