package io.cartulary.command.pricing.tables;

import io.cartulary.events.catalog.BrandEvent;
import io.cartulary.events.catalog.BrandEvent.*;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.CategoryEvent;
import io.cartulary.events.catalog.CategoryEvent.*;
import io.cartulary.events.coupon.CouponEvent;
import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.inventory.StockEvent;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.media.MediaEvent;
import io.cartulary.events.media.MediaEvent.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.pricing.PricingEvent;
import io.cartulary.events.pricing.PricingEvent.*;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Fills the decision tables (see [DecisionTablesSchema]), and counts `pricing_rules_version` up
/// whenever one of the rules changes.
///
/// A batch of events is folded in memory and written at its end with one statement a table, in the
/// transaction that also keeps the batch's token.
@Component
@ProcessingGroup(DecisionTables.PROCESSOR)
public class DecisionTables {

    public static final String PROCESSOR = "decision-tables";

    /// Everything up to it was handled.
    public static final String POSITION =
            """
            select coalesce(min((convert_from(token, 'UTF8')::jsonb ->> 'globalIndex')::bigint), -1)
            from token_entry where processor_name = '%s'\
            """
                    .formatted(PROCESSOR);

    private final String schema;
    private final JdbcTemplate database;
    private final JsonMapper json;

    @Autowired
    public DecisionTables(JdbcTemplate database, JsonMapper json) {
        this(DecisionTablesSchema.LIVE, database, json);
    }

    public DecisionTables(String schema, JdbcTemplate database, JsonMapper json) {
        this.schema = schema;
        this.database = database;
        this.json = json;
    }

    /// @param sequence the number of the product's events before this one
    @EventHandler
    void on(CatalogEvent event, @SequenceNumber long sequence, UnitOfWork<?> unitOfWork) {
        var batch = batchOf(unitOfWork);
        // 0 is the version of prices that were never in the list.
        var version = sequence + 1;
        switch (event) {
            case ProductCreated(var product, _, var description, var variants) -> {
                batch.describe(product, description);
                batch.offer(product, false);
                variants.forEach(variant -> batch.list(product, variant, version));
            }
            case ProductDescribed(var product, var description) ->
                    batch.describe(product, description);
            case VariantAdded(var product, var variant) -> batch.list(product, variant, version);
            case VariantDescribed(var product, var variant) ->
                    batch.list(product, variant, version);
            case VariantArchived(_, var sku) -> batch.unlist(sku);
            case SaleScheduled(_, var sale) -> batch.reduce(sale, version);
            case SaleCancelled(_, var sale, _) -> batch.endSale(sale);
            case SaleEnded(_, var sale, _) -> batch.endSale(sale);
            case PriceChanged(_, var sku, var price) -> batch.price(sku, price, version);
            case ProductPublished(var product) -> batch.offer(product, true);
            case ProductArchived(var product) -> batch.offer(product, false);
            case ProductReturnedToDraft(var product) -> batch.offer(product, false);
            case VariantsArranged _,
                    MediaArranged _,
                    SaleStarted _,
                    CostPriceSet _,
                    PublicationScheduled _,
                    PublicationCancelled _,
                    SlugChanged _,
                    SlugClaimed _ -> {
                /* no price depends on it; a sale starts with the clock */
            }
        }
    }

    @EventHandler
    void on(BrandEvent event, UnitOfWork<?> unitOfWork) {
        var batch = batchOf(unitOfWork);
        switch (event) {
            case BrandCreated(var brand, _, var description) ->
                    batch.name(brand, description.name());
            case BrandDescribed(var brand, var description) ->
                    batch.name(brand, description.name());
            case BrandRemoved(var brand) -> batch.remove(brand);
            case BrandSlugGiven _, BrandsArranged _, BrandActivated _, BrandDeactivated _ -> {
                /* a file knows it by its name */
            }
        }
    }

    @EventHandler
    void on(MediaEvent event, @Timestamp Instant at, UnitOfWork<?> unitOfWork) {
        var batch = batchOf(unitOfWork);
        switch (event) {
            case MediaUploaded uploaded -> batch.name(uploaded, at);
            case MediaDeleted(var media) -> batch.remove(media);
        }
    }

    @EventHandler
    void on(CategoryEvent event, UnitOfWork<?> unitOfWork) {
        var batch = batchOf(unitOfWork);
        switch (event) {
            case CategoryCreated(var category, var parent, _, var description) -> {
                batch.place(category, parent);
                batch.name(category, description.name());
            }
            case CategoryDescribed(var category, var description) ->
                    batch.name(category, description.name());
            case CategoryMoved(var category, var parent) -> batch.place(category, parent);
            case CategoryRemoved(var category) -> batch.remove(category);
            case CategorySlugGiven _,
                    CategoriesArranged _,
                    CategoryActivated _,
                    CategoryDeactivated _ -> {
                /* whether shoppers see a category changes no price */
            }
        }
    }

    @EventHandler
    void on(CouponEvent event, @SequenceNumber long sequence, UnitOfWork<?> unitOfWork) {
        var batch = batchOf(unitOfWork);
        var version = sequence + 1;
        switch (event) {
            case CouponCreated(_, var code, var terms) -> batch.create(code, terms, version);
            case CouponRevised(_, var code, var terms) -> batch.agree(code, terms, version);
            case CouponActivated(_, var code) -> batch.activate(code, true, version);
            case CouponDeactivated(_, var code) -> batch.activate(code, false, version);
            case CouponRedeemed(_, var code, _, var customer, _, var uses) ->
                    batch.use(code, uses, customer, 1);
            case CouponUseReturned(_, var code, _, var customer, var uses) ->
                    batch.use(code, uses, customer, -1);
        }
    }

    @EventHandler
    void on(PricingEvent event, @SequenceNumber long sequence, UnitOfWork<?> unitOfWork) {
        var batch = batchOf(unitOfWork);
        switch (event) {
            case TaxRuleSet(_, var destination, var rates) ->
                    batch.tax(destination, rates, sequence);
            case TaxRuleRemoved(_, var destination) -> batch.tax(destination, null, sequence);
            case ShippingMethodDefined(var method, var name, var rates) ->
                    batch.define(method, name, rates, true, sequence);
            case ShippingMethodWithdrawn(var method) ->
                    batch.define(method, method.code(), List.of(), false, sequence);
            case PriceListOpened(var list, var currency, var destinations) ->
                    batch.open(list, currency, destinations, sequence);
            case PriceListClosed(var list) -> batch.close(list, sequence);
            case ListPricesSet(var list, var prices) -> {
                batch.change(list, sequence);
                prices.forEach(
                        price -> batch.price(list, price.sku(), price.price(), sequence + 1));
            }
            case ListPricesRemoved(var list, var skus) -> {
                batch.change(list, sequence);
                skus.forEach(sku -> batch.price(list, sku, null, sequence + 1));
            }
        }
    }

    @EventHandler
    void on(StockEvent event, UnitOfWork<?> unitOfWork) {
        var batch = batchOf(unitOfWork);
        switch (event) {
            case StockMoved moved -> batch.count(moved.sku(), moved.onHand() - moved.reserved());
            case StockPolicyAgreed e -> batch.allowBackorders(e.sku(), e.backorderLimit() > 0);
            case StockItemRegistered _, LowStockReached _, LowStockEnded _, BundleDefined _ -> {
                /* nothing was counted */
            }
        }
    }

    @EventHandler
    void on(OrderPlaced event, UnitOfWork<?> unitOfWork) {
        batchOf(unitOfWork).countOrder(event.buyer(), 1);
    }

    @EventHandler
    void on(OrderCancelled event, UnitOfWork<?> unitOfWork) {
        batchOf(unitOfWork).countOrder(event.buyer(), -1);
    }

    @EventHandler
    void on(OrderImported event, UnitOfWork<?> unitOfWork) {
        if (event.customerId() != null) {
            batchOf(unitOfWork).countOrder(event.customerId(), 1);
        }
    }

    private DecisionTablesBatch batchOf(UnitOfWork<?> unitOfWork) {
        return unitOfWork
                .root()
                .getOrComputeResource(
                        PROCESSOR,
                        _ -> {
                            var batch = new DecisionTablesBatch(schema, database, json);
                            unitOfWork.root().onPrepareCommit(_ -> batch.write());
                            return batch;
                        });
    }
}
