package io.cartulary.query.inventory;

import static io.cartulary.query.inventory.StockLevelProjection.NAME;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.order.OrderId;
import io.cartulary.query.inventory.StockQuery.FindStockLevel;
import io.cartulary.query.inventory.StockQuery.ListStockChanges;
import io.cartulary.query.inventory.StockQuery.ListStockLevels;
import io.cartulary.query.inventory.StockQuery.ListStockOfProduct;
import io.cartulary.query.projection.LiveGenerations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Answers [StockQuery] from tables `stock_level` and `stock_change`.
@Component
class StockReadModel {

    private final JdbcClient database;
    private final LiveGenerations live;

    StockReadModel(@Qualifier("readModels") JdbcClient database, LiveGenerations live) {
        this.database = database;
        this.live = live;
    }

    @QueryHandler
    Optional<StockLevel> answer(FindStockLevel query) {
        return database.sql("select * from %s.stock_level where sku = ?".formatted(schema()))
                .param(query.sku().value())
                .query((row, _) -> level(row))
                .optional();
    }

    @QueryHandler
    List<StockLevel> answer(ListStockOfProduct query) {
        return database.sql(
                        "select * from %s.stock_level where product_id = ? order by sku"
                                .formatted(schema()))
                .param(query.productId().value())
                .query((row, _) -> level(row))
                .list();
    }

    @QueryHandler
    List<StockLevel> answer(ListStockLevels query) {
        return database.sql(
                        """
                        select * from %s.stock_level where sku > ? and available < ?
                        order by sku limit ?\
                        """
                                .formatted(schema()))
                .params(
                        query.after() == null ? "" : query.after().value(),
                        query.availableBelow() == null ? Integer.MAX_VALUE : query.availableBelow(),
                        query.limit())
                .query((row, _) -> level(row))
                .list();
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

    private String schema() {
        return live.of(NAME).schema();
    }

    private static StockLevel level(ResultSet row) throws SQLException {
        return new StockLevel(
                new Sku(row.getString("sku")),
                map(row.getString("product_id"), ProductId::new),
                row.getInt("on_hand"),
                row.getInt("reserved"),
                row.getInt("available"),
                row.getTimestamp("changed_at").toInstant());
    }

    private static StockChange change(ResultSet row) throws SQLException {
        var effectiveAt = row.getTimestamp("effective_at");
        return new StockChange(
                row.getLong("position"),
                row.getString("change"),
                row.getInt("quantity"),
                row.getInt("on_hand"),
                row.getInt("reserved"),
                map(row.getString("order_id"), OrderId::new),
                map(row.getString("reason"), AdjustmentReason::valueOf),
                row.getString("reference"),
                row.getString("note"),
                effectiveAt == null ? null : effectiveAt.toInstant(),
                row.getString("actor"),
                row.getTimestamp("at").toInstant());
    }

    private static <T> @Nullable T map(@Nullable String text, Function<String, T> read) {
        return text == null ? null : read.apply(text);
    }
}
