package io.cartulary.command.catalog;

import io.cartulary.command.attribute.Attributes;
import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.command.inventory.StockCommand.RegisterStockItem;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.SlugId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockItemId;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/// Claims for a product what may exist only once, then makes it. All commands join the unit of work
/// of the first, so that a refusal leaves nothing behind.
@Component
class ProductOffering {

    private final TaxClassCheck taxClasses;
    private final Attributes attributes;

    ProductOffering(TaxClassCheck taxClasses, Attributes attributes) {
        this.taxClasses = taxClasses;
        this.attributes = attributes;
    }

    @CommandHandler
    void handle(OfferProduct command, CommandGateway commands) {
        command.variants().forEach(variant -> taxClasses.require(variant.taxClass()));
        attributes.check(command.description(), true, commands);
        var productId = command.productId();
        commands.sendAndWait(new ClaimSlug(SlugId.of(command.slug()), productId));
        // In one order for everyone, so that two offers never wait for each other.
        command.variants().stream()
                .map(Variant::sku)
                .sorted()
                .forEach(sku -> register(sku, productId, commands));
        commands.sendAndWait(
                new CreateProduct(
                        productId, command.slug(), command.description(), command.variants()));
        if (command.publish()) {
            commands.sendAndWait(new PublishProduct(productId));
        }
    }

    @CommandHandler
    void handle(ReviseProduct command, CommandGateway commands) {
        attributes.check(command.description(), false, commands);
        commands.sendAndWait(new DescribeProduct(command.productId(), command.description()));
    }

    @CommandHandler
    void handle(OfferVariant command, CommandGateway commands) {
        taxClasses.require(command.variant().taxClass());
        register(command.variant().sku(), command.productId(), commands);
        commands.sendAndWait(new AddVariant(command.productId(), command.variant()));
    }

    @CommandHandler
    void handle(ReviseVariant command, CommandGateway commands) {
        taxClasses.require(command.details().taxClass());
        commands.sendAndWait(
                new DescribeVariant(command.productId(), command.sku(), command.details()));
    }

    @CommandHandler
    void handle(GiveSlug command, CommandGateway commands) {
        var productId = command.productId();
        commands.sendAndWait(new ClaimSlug(SlugId.of(command.slug()), productId));
        commands.sendAndWait(new ChangeSlug(productId, command.language(), command.slug()));
    }

    private static void register(Sku sku, ProductId productId, CommandGateway commands) {
        commands.sendAndWait(new RegisterStockItem(StockItemId.of(sku), sku, productId));
    }
}
