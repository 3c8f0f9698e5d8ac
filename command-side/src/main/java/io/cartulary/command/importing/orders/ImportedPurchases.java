package io.cartulary.command.importing.orders;

import io.cartulary.command.importedorder.ImportedOrderCommand.*;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table `imported_purchase`: what later cancellations are refunded against.
@Component
class ImportedPurchases {

    /// A customer's that a refund is looked for among, the latest.
    private static final int MOST_LINES = 50_000;

    private final JdbcClient database;

    ImportedPurchases(JdbcClient database) {
        this.database = database;
    }

    void add(ImportOrder order) {
        var lines = order.lines();
        if (order.customerId() == null) {
            return;
        }
        database.sql(
                        """
                        insert into imported_purchase (order_id, line, customer_id, sku, unit_price_minor, remaining, placed_at)
                        select :order, line, :customer, sku, price, quantity, :at
                        from unnest(:lines::int[], :skus::text[], :prices::bigint[], :quantities::int[])
                             as bought (line, sku, price, quantity)
                        on conflict do nothing
                        """)
                .param("order", order.orderId().value())
                .param("customer", order.customerId().value())
                .param("at", Timestamp.from(order.placedAt()))
                .param("lines", lines.stream().map(OrderLine::line).toArray(Integer[]::new))
                .param(
                        "skus",
                        lines.stream().map(line -> line.sku().value()).toArray(String[]::new))
                .param(
                        "prices",
                        lines.stream()
                                .map(line -> line.unitPrice().getAmountMinorLong())
                                .toArray(Long[]::new))
                .param(
                        "quantities",
                        lines.stream().map(OrderLine::quantity).toArray(Integer[]::new))
                .update();
    }

    /// What the customer bought of these SKUs and has not given back, the latest first.
    List<ImportedPurchase> of(CustomerId customer, Collection<Sku> skus) {
        return database.sql(
                        """
                        select order_id, line, sku, unit_price_minor, remaining from imported_purchase
                        where customer_id = :customer and sku = any(:skus::text[]) and remaining > 0
                        order by placed_at desc, order_id, line limit :most
                        """)
                .param("customer", customer.value())
                .param("skus", skus.stream().map(Sku::value).toArray(String[]::new))
                .param("most", MOST_LINES)
                .query((row, _) ->
                        new ImportedPurchase(
                                new OrderId(row.getString("order_id")),
                                row.getInt("line"),
                                new Sku(row.getString("sku")),
                                Money.ofMinor(OrderRow.CURRENCY, row.getLong("unit_price_minor")),
                                row.getInt("remaining")))
                .list();
    }

    void giveBack(Map<ImportedPurchase, Integer> given) {
        given.forEach((purchase, quantity) ->
                database.sql(
                                "update imported_purchase set remaining = remaining - ? where order_id = ? and line = ?")
                        .params(quantity, purchase.orderId().value(), purchase.line())
                        .update());
    }
}
