package io.cartulary.command.importing;

import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.command.coupon.CouponCommand.*;
import io.cartulary.command.importing.ProductLine.StockedVariant;
import io.cartulary.command.inventory.StockCommand.AdjustStock;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import java.time.InstantSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a line of a file of products or coupons becomes: new things are created, known ones get the
/// file's description, prices and terms.
@Configuration(proxyBeanMethods = false)
class JsonLinesImports {

    private final EventStore events;
    private final InstantSource clock;

    JsonLinesImports(EventStore events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    @Bean
    Importer productsImport() {
        return new JsonLinesImport<>(ImportKind.PRODUCTS, ProductLine.class, this::takeIn);
    }

    @Bean
    Importer couponsImport() {
        return new JsonLinesImport<>(ImportKind.COUPONS, CouponLine.class, this::takeIn);
    }

    private void takeIn(ProductLine line, CommandsOfImport commands) {
        var productId = line.productId();
        var variants = line.stockedVariants();
        if (isKnown(productId.value())) {
            commands.send(new DescribeProduct(productId, line.productDescription()));
            for (var stocked : variants) {
                var variant = stocked.variant();
                if (isKnown(StockItemId.of(variant.sku()).value())) {
                    commands.send(new ChangePrice(productId, variant.sku(), variant.price()));
                } else {
                    commands.send(new OfferVariant(productId, variant));
                    stock(stocked, commands);
                }
            }
        } else {
            commands.send(
                    new OfferProduct(
                            productId,
                            line.slug(),
                            line.productDescription(),
                            variants.stream().map(StockedVariant::variant).toList(),
                            true));
            variants.forEach(stocked -> stock(stocked, commands));
        }
    }

    /// Only once: what was sold since is not in the file.
    private void stock(StockedVariant stocked, CommandsOfImport commands) {
        if (stocked.onHand() > 0) {
            commands.send(
                    new AdjustStock(
                            StockItemId.of(stocked.variant().sku()),
                            stocked.onHand(),
                            AdjustmentReason.OPENING_STOCK,
                            "opening-stock",
                            null,
                            clock.instant()));
        }
    }

    private void takeIn(CouponLine line, CommandsOfImport commands) {
        var couponId = CouponId.of(line.code());
        commands.send(
                isKnown(couponId.value())
                        ? new ReviseCoupon(couponId, line.terms())
                        : new CreateCoupon(couponId, line.code(), line.terms()));
    }

    private boolean isKnown(String aggregateId) {
        return events.lastSequenceNumberFor(aggregateId).isPresent();
    }
}
