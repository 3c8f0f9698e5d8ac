package io.cartulary.command.pricing.tables;

import io.cartulary.command.pricing.tables.DecisionTablesBatch.ShippingMethodChange;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.coupon.CouponEvent;
import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.inventory.StockEvent;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.pricing.PricingEvent;
import io.cartulary.events.pricing.PricingEvent.*;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Owns the tables `sellable_product`, `catalogue_price`, `coupon_terms`, `coupon_customer_use`,
/// `customer_orders`, `sku_availability`, `tax_rule`, `shipping_method`, `price_list` and
/// `list_price`, and counts `pricing_rules_version` up whenever one of the rules changes.
///
/// A batch of events is folded in memory and written at its end with one statement a table, in the
/// transaction that also keeps the batch's token. While the tables are made again, nothing is sold.
@Component
@ProcessingGroup(DecisionTables.PROCESSOR)
class DecisionTables {

    static final String PROCESSOR = "decision-tables";

    private final JdbcClient database;
    private final JsonMapper json;

    DecisionTables(JdbcClient database, JsonMapper json) {
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
            case PriceChanged(_, var sku, var price) -> batch.reprice(sku, price, version);
            case ProductPublished(var product) -> batch.offer(product, true);
            case ProductArchived(var product) -> batch.offer(product, false);
            case SlugClaimed _ -> {
                /* a slug has no price */
            }
        }
    }

    @EventHandler
    void on(CouponEvent event, @SequenceNumber long sequence, UnitOfWork<?> unitOfWork) {
        var batch = batchOf(unitOfWork);
        var version = sequence + 1;
        switch (event) {
            case CouponCreated(_, var code, var terms) -> {
                batch.agree(code, terms, version);
                batch.activate(code, true, version);
            }
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
            case TaxRuleSet(_, var destination, var rates) -> batch.tax(destination, rates);
            case TaxRuleRemoved(_, var destination) -> batch.tax(destination, null);
            case ShippingMethodDefined(var method, var name, var rates) ->
                    batch.offer(method, new ShippingMethodChange(name, rates));
            case ShippingMethodWithdrawn(var method) -> batch.offer(method, null);
            case PriceListOpened(var list, var currency, var destinations) ->
                    batch.open(list, currency, destinations);
            case PriceListClosed(var list) -> batch.close(list);
            case ListPricesSet(var list, var prices) ->
                    prices.forEach(
                            price -> batch.price(list, price.sku(), price.price(), sequence + 1));
            case ListPricesRemoved(var list, var skus) ->
                    skus.forEach(sku -> batch.price(list, sku, null, sequence + 1));
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
        batchOf(unitOfWork).countOrder(event.customerId(), 1);
    }

    @EventHandler
    void on(OrderCancelled event, UnitOfWork<?> unitOfWork) {
        batchOf(unitOfWork).countOrder(event.customerId(), -1);
    }

    @EventHandler
    void on(OrderImported event, UnitOfWork<?> unitOfWork) {
        if (event.customerId() != null) {
            batchOf(unitOfWork).countOrder(event.customerId(), 1);
        }
    }

    @ResetHandler
    void reset() {
        database.sql(
                        """
                        truncate sellable_product, catalogue_price, coupon_terms, coupon_customer_use, customer_orders,
                                 sku_availability, tax_rule, shipping_method, price_list, list_price
                        """)
                .update();
        database.sql("update pricing_rules_version set version = version + 1, complete = false")
                .update();
    }

    private DecisionTablesBatch batchOf(UnitOfWork<?> unitOfWork) {
        return unitOfWork
                .root()
                .getOrComputeResource(
                        PROCESSOR,
                        _ -> {
                            var batch = new DecisionTablesBatch(database, json);
                            unitOfWork.root().onPrepareCommit(_ -> batch.write());
                            return batch;
                        });
    }
}
