package io.cartulary.command.bulkupdate;

import static java.util.Comparator.comparing;

import io.cartulary.command.attribute.Attributes;
import io.cartulary.command.bulkupdate.BulkUpdate.ProductFilter;
import io.cartulary.command.bulkupdate.BulkUpdateTable.Planned;
import io.cartulary.command.catalog.CatalogCommand.PresentProduct;
import io.cartulary.command.catalog.CatalogCommand.ReadProduct;
import io.cartulary.command.catalog.ProductValues.State;
import io.cartulary.command.job.JobCommands;
import io.cartulary.command.pricing.tables.CategoryTable;
import io.cartulary.command.pricing.tables.SellableProducts;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.eventstore.outage.Outage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

/// The products that staff named, and what is changed of each as it is now. Where a filter names
/// them, a decision table says which may fit; each product itself says whether it does.
final class ChangingProducts implements BulkUpdateRun.Steps {

    private final String updateId;
    private final BulkUpdate update;
    private final List<ProductId> named;
    private final @Nullable Set<CategoryId> inCategory;
    private final SellableProducts products;
    private final Attributes attributes;
    private final CommandGateway gateway;
    private final JobCommands commands;

    ChangingProducts(
            String updateId,
            BulkUpdate update,
            SellableProducts products,
            CategoryTable categories,
            Attributes attributes,
            CommandGateway gateway,
            JobCommands commands) {
        this.updateId = updateId;
        this.update = update;
        this.products = products;
        this.attributes = attributes;
        this.gateway = gateway;
        this.commands = commands;
        this.named =
                update.products() == null
                        ? List.of()
                        : update.products().stream()
                                .distinct()
                                .sorted(comparing(ProductId::value))
                                .toList();
        this.inCategory = inCategory(update.filter(), categories);
    }

    private static @Nullable Set<CategoryId> inCategory(
            @Nullable ProductFilter filter, CategoryTable categories) {
        return filter == null || filter.category() == null
                ? null
                : categories.withAllBelow(Set.of(filter.category()));
    }

    @Override
    public List<ProductId> after(String product, int limit) {
        if (update.filter() != null) {
            return products.after(product, isForSale(), inCategory, limit);
        }
        return named.stream()
                .filter(one -> one.value().compareTo(product) > 0)
                .limit(limit)
                .toList();
    }

    /// About how many products there are to look at.
    long count() {
        return update.filter() == null ? named.size() : products.count(isForSale(), inCategory);
    }

    private @Nullable Boolean isForSale() {
        var status = update.filter().status();
        return status == null ? null : status == State.PUBLISHED;
    }

    @Override
    public List<Planned> plan(List<ProductId> some) {
        try {
            return commands.together(() -> planEach(some, false));
        } catch (RuntimeException refused) {
            if (Outage.ofDatabase(refused)) {
                throw refused;
            }
            return planEach(some, true);
        }
    }

    private List<Planned> planEach(List<ProductId> some, boolean noteRefusals) {
        var planned = new ArrayList<Planned>();
        for (var product : some) {
            try {
                PresentProduct present = commands.send(new ReadProduct(product));
                if (isMeant(present)) {
                    planned.add(new Planned(product, replacement(present), null));
                }
            } catch (RuntimeException refused) {
                if (!noteRefusals || Outage.ofDatabase(refused)) {
                    throw refused;
                }
                planned.add(new Planned(product, null, BulkUpdateRun.refusal(refused, updateId)));
            }
        }
        return planned;
    }

    private boolean isMeant(PresentProduct product) {
        var filter = update.filter();
        return filter == null || filter.fits(product, inCategory == null ? Set.of() : inCategory);
    }

    private Replacement replacement(PresentProduct product) {
        var replacement = update.change().of(product);
        var after = replacement.after().in(product.description());
        if (!replacement.after().attributes().isEmpty()) {
            attributes.check(after, false, gateway);
        }
        return replacement;
    }
}
