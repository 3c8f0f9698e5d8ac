package io.cartulary.query.inventory;

import static io.cartulary.query.inventory.StockLevelProjection.NAME;

import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.WarehousePieces;
import io.cartulary.query.inventory.StockLevel.WarehouseLevel;
import io.cartulary.query.inventory.StockQuery.*;
import io.cartulary.query.inventory.StockTables.*;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Answers [StockQuery] from the tables of [StockLevelProjection].
@Component
class StockReadModel {

    /// With what belongs to each SKU; a bundle's availability is that of its parts.
    private static final String LEVELS =
            """
            select * from (
                select l.sku, l.product_id, coalesce(l.on_hand, 0) as on_hand, coalesce(l.reserved, 0) as reserved,
                       coalesce(b.available, l.available, 0) as available, l.version, l.changed_at, p.low_stock_threshold,
                       coalesce(p.backorder_limit, 0) as backorder_limit,
                       coalesce(coalesce(b.available, l.available, 0) <= p.low_stock_threshold, false) as low,
                       (select coalesce(sum(w.quantity), 0) from %1$s.stock_backorder w where w.sku = l.sku) as backordered,
                       (select json_agg(json_build_object('warehouse', w.warehouse, 'onHand', w.on_hand, 'reserved',
                                                          w.reserved, 'available', w.on_hand - w.reserved)
                                        order by w.warehouse)
                        from %1$s.stock_in_warehouse w where w.sku = l.sku) as warehouses,
                       b.parts
                from %1$s.stock_level l
                     left join %1$s.stock_policy p using (sku)
                     left join lateral (
                         select min(coalesce(of_part.available, 0) / part.quantity) as available,
                                json_agg(json_build_object('sku', part.part, 'quantity', part.quantity) order by part.part)
                                    as parts
                         from %1$s.bundle_part part left join %1$s.stock_level of_part on of_part.sku = part.part
                         where part.sku = l.sku) b on true) level
            """;

    private static final TypeReference<List<WarehouseLevel>> WAREHOUSES = new TypeReference<>() {};
    private static final TypeReference<List<SkuQuantity>> PARTS = new TypeReference<>() {};
    private static final TypeReference<List<WarehousePieces>> PIECES = new TypeReference<>() {};

    private final JdbcClient database;
    private final AwaitedGenerations live;
    private final JsonMapper json;

    StockReadModel(
            @Qualifier("readModels") JdbcClient database,
            AwaitedGenerations live,
            JsonMapper json) {
        this.database = database;
        this.live = live;
        this.json = json;
    }

    @QueryHandler
    Optional<StockLevel> answer(FindStockLevel query) {
        return database.sql(levels() + " where sku = ?")
                .param(query.sku().value())
                .query((row, _) -> level(row))
                .optional();
    }

    @QueryHandler
    List<StockLevel> answer(ListStockOfProduct query) {
        return database.sql(levels() + " where product_id = ? order by sku")
                .param(query.productId().value())
                .query((row, _) -> level(row))
                .list();
    }

    @QueryHandler
    List<StockLevel> answer(ListStockOfSkus query) {
        return database.sql(levels() + " where sku = any(?)")
                .param(query.skus().stream().map(Sku::value).toArray(String[]::new))
                .query((row, _) -> level(row))
                .list();
    }

    @QueryHandler
    List<StockLevel> answer(ListStockLevels query) {
        return database.sql(
                        levels()
                                + " where sku > ? and available < ? and low >= ? order by sku limit ?")
                .params(
                        query.after() == null ? "" : query.after().value(),
                        query.availableBelow() == null ? Integer.MAX_VALUE : query.availableBelow(),
                        query.low(),
                        query.limit())
                .query((row, _) -> level(row))
                .list();
    }

    @QueryHandler
    List<Backorder> answer(ListBackorders query) {
        return database.sql(
                        """
                        select * from %s.stock_backorder where sku = ? and quantity > 0 and since > ?
                        order by since limit ?\
                        """
                                .formatted(schema()))
                .params(
                        query.sku().value(),
                        query.after() == null ? 0 : query.after(),
                        query.limit())
                .query((row, _) ->
                        new Backorder(
                                Awaited.SINCE.of(row),
                                Awaited.ORDER_ID.of(row),
                                bundle(row),
                                Awaited.QUANTITY.of(row),
                                Awaited.CHANGED_AT.of(row)))
                .list();
    }

    private static @Nullable Sku bundle(ResultSet row) throws SQLException {
        var bundle = Awaited.BUNDLE.of(row);
        return bundle.isEmpty() ? null : new Sku(bundle);
    }

    @QueryHandler
    List<StockChange> answer(ListStockChanges query) {
        return database.sql(
                        """
                        select * from %s.stock_change where sku = ? and position < ?
                        order by position desc limit ?\
                        """
                                .formatted(schema()))
                .params(
                        query.sku().value(),
                        query.before() == null ? Long.MAX_VALUE : query.before(),
                        query.limit())
                .query((row, _) -> change(row))
                .list();
    }

    @QueryHandler
    List<StockChange> answer(ListStockChangesByReference query) {
        return database.sql(
                        """
                        select * from %s.stock_change where (reference = ? or reference ^@ ?) and position < ?
                        order by position desc limit ?\
                        """
                                .formatted(schema()))
                .params(
                        query.reference(),
                        query.reference() + "/",
                        query.before() == null ? Long.MAX_VALUE : query.before(),
                        query.limit())
                .query((row, _) -> change(row))
                .list();
    }

    private String levels() {
        return LEVELS.formatted(schema());
    }

    private String schema() {
        return live.of(NAME).schema();
    }

    private StockLevel level(ResultSet row) throws SQLException {
        return new StockLevel(
                Level.SKU.of(row),
                Level.PRODUCT_ID.of(row),
                Level.ON_HAND.of(row),
                Level.RESERVED.of(row),
                Level.AVAILABLE.of(row),
                row.getInt("backordered"),
                Policy.BACKORDER_LIMIT.of(row),
                Policy.LOW_STOCK_THRESHOLD.of(row),
                row.getBoolean("low"),
                list(row.getString("warehouses"), WAREHOUSES),
                list(row.getString("parts"), PARTS),
                Level.CHANGED_AT.of(row),
                Level.VERSION.of(row));
    }

    private StockChange change(ResultSet row) throws SQLException {
        return new StockChange(
                Change.SKU.of(row),
                Change.POSITION.of(row),
                Change.CHANGE.of(row),
                Change.QUANTITY.of(row),
                Change.BACKORDERED.of(row),
                Change.ON_HAND.of(row),
                Change.RESERVED.of(row),
                Change.ORDER_ID.of(row),
                Change.BUNDLE.of(row),
                Change.REASON.of(row),
                Change.REFERENCE.of(row),
                Change.NOTE.of(row),
                Change.EFFECTIVE_AT.of(row),
                list(Change.PIECES.of(row), PIECES),
                Change.ACTOR.of(row),
                Change.AT.of(row));
    }

    private <T> List<T> list(@Nullable String text, TypeReference<List<T>> type) {
        return text == null ? List.of() : json.readValue(text, type);
    }
}
