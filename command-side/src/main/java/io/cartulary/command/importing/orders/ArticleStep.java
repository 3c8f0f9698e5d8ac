package io.cartulary.command.importing.orders;

import io.cartulary.command.catalog.CatalogCommand.OfferProduct;
import io.cartulary.command.importing.row.FileRow;
import io.cartulary.command.importing.row.ReportedRow;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.command.importing.run.RunningImport;
import io.cartulary.command.importing.run.Step;
import io.cartulary.command.inventory.StockCommand.AdjustStock;
import io.cartulary.command.job.JobCommands;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockEvent.StockItemRegistered;
import io.cartulary.events.inventory.StockItemId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.joda.money.Money;

/// Puts an article into the catalogue as a draft: imported orders name it, and whether it is sold
/// again is for staff to say. An article whose SKU the shop has is the product that has it.
final class ArticleStep implements Step {

    private final Article article;
    private final RunningImport run;
    private final OrderRows rows;
    private final EventStore events;

    ArticleStep(Article article, RunningImport run, OrderRows rows, EventStore events) {
        this.article = article;
        this.run = run;
        this.rows = rows;
        this.events = events;
    }

    @Override
    public long position() {
        return article.ordinal();
    }

    /// The rows that name it are taken or reported with their invoices.
    @Override
    public List<FileRow> rows() {
        return List.of();
    }

    @Override
    public void refused(String why) {
        rows.refuse(run.importId(), article.sku(), why);
    }

    @Override
    public List<ReportedRow> takeIn(JobCommands commands) {
        if (article.openingStock() > OrderRow.MOST_PIECES) {
            throw RowFault.outOfBounds(
                    "Quantity",
                    "The corrections of stock of %s take away more than %d pieces together."
                            .formatted(article.sku(), OrderRow.MOST_PIECES));
        }
        var holder = holder().orElse(article.ownProduct());
        if (holder.equals(article.ownProduct())) {
            commands.send(
                    new OfferProduct(
                            holder, article.slug(), description(), List.of(variant()), false));
        } else {
            rows.belongsTo(holder, run.importId(), article.sku());
        }
        if (article.openingStock() > 0) {
            commands.send(
                    new AdjustStock(
                            StockItemId.of(article.sku()),
                            (int) article.openingStock(),
                            AdjustmentReason.OPENING_STOCK,
                            run.importId(),
                            null,
                            article.firstAt().atZone(run.timeZone()).toInstant()));
        }
        return List.of();
    }

    /// The product that has the SKU already.
    private Optional<ProductId> holder() {
        var stock = StockItemId.of(article.sku()).value();
        if (events.lastSequenceNumberFor(stock).isEmpty()) {
            return Optional.empty();
        }
        return events.readEvents(stock, 0).next().getPayload() instanceof StockItemRegistered first
                ? Optional.of(first.productId())
                : Optional.empty();
    }

    private ProductDescription description() {
        return new ProductDescription(
                LocalizedText.english(article.name()),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of("Past range"),
                null,
                Map.of(),
                false);
    }

    private Variant variant() {
        return new Variant(
                article.sku(),
                Map.of(),
                Money.of(OrderRow.CURRENCY, article.unitPrice().stripTrailingZeros()),
                null,
                "standard",
                0,
                null, // the file does not say weights
                null);
    }
}
