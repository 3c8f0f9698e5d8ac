package io.cartulary.query.recommendation;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import io.cartulary.web.ShopProperties;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Owns tables `sold_order` (one row an order), `sold` (its pieces by SKU, without those that were
/// cancelled or came back) and `owner` (the product of a SKU).
@Component
class BestsellersProjection implements ProjectionDefinition {

    static final String NAME = "bestsellers";

    private static final Table ORDER = Table.named("sold_order");
    private static final Column<OrderId> ORDER_ID = ORDER.key("order_id", text(OrderId::new));
    private static final Column<LocalDate> DAY = ORDER.latest("day", DATE);
    private static final Column<Boolean> CANCELLED = ORDER.latest("cancelled", BOOLEAN);

    private static final Table SOLD = Table.named("sold");
    private static final Column<OrderId> SOLD_IN = SOLD.key("order_id", text(OrderId::new));
    private static final Column<Sku> SOLD_SKU = SOLD.key("sku", text(Sku::new));
    private static final Column<Long> PIECES = SOLD.sum("pieces", BIGINT);

    private static final Table OWNER = Table.named("owner");
    private static final Column<Sku> SKU = OWNER.key("sku", text(Sku::new));
    private static final Column<ProductId> PRODUCT =
            OWNER.latest("product_id", text(ProductId::new));

    /// The products of which most pieces were sold since a day, the most sold first.
    static final String RANKING =
            """
            select owner.product_id
            from %1$s.sold_order join %1$s.sold using (order_id) join %1$s.owner using (sku)
            where sold_order.day >= ? and sold_order.cancelled is not true
            group by owner.product_id having sum(sold.pieces) > 0
            order by sum(sold.pieces) desc, owner.product_id limit ?
            """;

    private final JdbcTemplate database;
    private final ShopProperties shop;

    BestsellersProjection(@Qualifier("readModels") JdbcTemplate database, ShopProperties shop) {
        this.database = database;
        this.shop = shop;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(
                ProductCreated.class,
                VariantAdded.class,
                OrderConfirmed.class,
                OrderLinesAdded.class,
                OrderLinesCancelled.class,
                OrderCancelled.class,
                ReturnReceived.class,
                OrderImported.class,
                ImportedRefundRecorded.class);
    }

    @Override
    public Optional<ObjectRows> objectRows() {
        return Optional.of(ObjectRows.named("order-", ORDER_ID, SOLD_IN));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(
                generation,
                database,
                Table.ddl(ORDER, SOLD, OWNER)
                        + "create index sold_order_day_idx on sold_order (day);");
    }

    @Override
    public BatchHandler create(Generation generation) {
        return BatchHandler.ofRows(generation, database, this::fold);
    }

    private void fold(DomainEvent event, EventMessage<?> message, Rows rows) {
        switch (event) {
            case ProductCreated e ->
                    e.variants().forEach(variant -> own(rows, variant.sku(), e.productId()));
            case VariantAdded e -> own(rows, e.variant().sku(), e.productId());
            case OrderConfirmed e -> {
                sell(rows, e.orderId(), message.getTimestamp());
                e.sold().forEach(sold -> count(rows, e.orderId(), sold.sku(), sold.quantity()));
            }
            case OrderLinesAdded e ->
                    e.lines()
                            .forEach(line -> count(rows, e.orderId(), line.sku(), line.quantity()));
            case OrderLinesCancelled e ->
                    e.lines()
                            .forEach(
                                    line -> count(rows, e.orderId(), line.sku(), -line.quantity()));
            case OrderCancelled e -> rows.of(ORDER, e.orderId()).set(CANCELLED, true);
            case ReturnReceived e ->
                    e.lines()
                            .forEach(
                                    line -> count(rows, e.orderId(), line.sku(), -line.quantity()));
            case OrderImported e -> {
                sell(rows, e.orderId(), e.placedAt());
                e.lines().forEach(line -> count(rows, e.orderId(), line.sku(), line.quantity()));
            }
            case ImportedRefundRecorded e ->
                    e.lines()
                            .forEach(
                                    line -> count(rows, e.orderId(), line.sku(), -line.quantity()));
            default -> throw new IllegalArgumentException("not read here: " + event);
        }
    }

    private static void own(Rows rows, Sku sku, ProductId product) {
        rows.of(OWNER, sku).set(PRODUCT, product);
    }

    private void sell(Rows rows, OrderId order, Instant at) {
        rows.of(ORDER, order).set(DAY, LocalDate.ofInstant(at, shop.timeZone()));
    }

    private static void count(Rows rows, OrderId order, Sku sku, long pieces) {
        rows.of(SOLD, order, sku).merge(PIECES, pieces, Long::sum);
    }
}
