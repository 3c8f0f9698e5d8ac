package io.cartulary.command.catalog;

import static io.cartulary.command.catalog.CatalogRejection.CHANGED_SINCE;

import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.command.catalog.ProductValues.PriceOfVariant;
import io.cartulary.command.catalog.ProductValues.Publication;
import io.cartulary.command.catalog.ProductValues.State;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.catalog.ProductDescription;

/// Gives a product other values, by what it decides on each of them.
final class ValueReplacement {

    private final Product product;
    private final ReplaceValues command;

    ValueReplacement(Product product, ReplaceValues command) {
        this.product = product;
        this.command = command;
    }

    void decide() {
        var present = present();
        var after = command.after();
        if (!command.before().mayBecome(after, present)) {
            throw new CommandRejected(CHANGED_SINCE);
        }
        var publication = after.publication();
        // An archived product has to come back before it can be changed.
        if (publication != null && publication.state() != State.ARCHIVED) {
            publish(publication);
        }
        after.prices().forEach(this::price);
        describe(present.description());
        if (publication != null && publication.state() == State.ARCHIVED) {
            publish(publication);
        }
    }

    private PresentProduct present() {
        return product.decide(new ReadProduct(command.productId()));
    }

    private void describe(ProductDescription description) {
        var described = command.after().in(description);
        if (!described.equals(description)) {
            product.decide(new DescribeProduct(command.productId(), described));
        }
    }

    private void publish(Publication wanted) {
        var productId = command.productId();
        switch (wanted.state()) {
            case DRAFT -> product.returnToDraft();
            case PUBLISHED -> product.decide(new PublishProduct(productId));
            case ARCHIVED -> product.decide(new ArchiveProduct(productId));
        }
        if (wanted.publishAt() == null) {
            product.decide(new CancelPublication(productId));
        } else {
            product.decide(new SchedulePublication(productId, wanted.publishAt(), command.now()));
        }
    }

    private void price(PriceOfVariant wanted) {
        var productId = command.productId();
        var variant =
                present().variants().stream()
                        .filter(one -> one.sku().equals(wanted.sku()))
                        .findFirst()
                        .orElseThrow(() -> new CommandRejected(CHANGED_SINCE));
        if (!PriceOfVariant.of(variant).equals(wanted)) {
            product.decide(new ChangePrice(productId, wanted.sku(), wanted.price()));
            product.decide(
                    new DescribeVariant(
                            productId,
                            wanted.sku(),
                            VariantDetails.of(variant).comparedWith(wanted.compareAtPrice())));
        }
    }
}
