package io.cartulary.command.importing;

import io.cartulary.events.inventory.Sku;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tables that hold the rows of a file of past orders while it is taken in, so that memory
/// holds a few invoices at a time, whatever the length of the file and the order of its rows.
@Component
class OrderRows {

    private final JdbcClient database;

    OrderRows(JdbcClient database) {
        this.database = database;
    }

    /// An invoice and what the rows alone tell of it.
    ///
    /// @param adjustment nobody bought anything: every row has price 0 and no customer
    record Invoice(long ordinal, boolean adjustment, PastInvoice content) {}

    /// An article that the file names.
    ///
    /// @param openingStock pieces that must have been there before its first correction
    record Article(
            long ordinal,
            Sku sku,
            String name,
            BigDecimal unitPrice,
            int openingStock,
            LocalDateTime firstAt) {}

    void add(String importId, List<OrderRow> rows) {
        database.sql(
                        """
                        insert into import_order_row (import_id, invoice, row_number, stock_code, sku, description,
                                                      quantity, invoice_date, unit_price, customer, country)
                        select :import, *
                        from unnest(:invoices::text[], :numbers::bigint[], :codes::text[], :skus::text[],
                                    :descriptions::text[], :quantities::int[], :dates::timestamp[], :prices::numeric[],
                                    :customers::text[], :countries::text[])
                        """)
                .param("import", importId)
                .param("invoices", column(rows, OrderRow::invoice))
                .param("numbers", rows.stream().map(OrderRow::number).toArray(Long[]::new))
                .param("codes", column(rows, OrderRow::stockCode))
                .param("skus", column(rows, row -> row.sku().value()))
                .param("descriptions", column(rows, OrderRow::description))
                .param("quantities", rows.stream().map(OrderRow::quantity).toArray(Integer[]::new))
                .param("dates", column(rows, row -> row.invoiceDate().toString()))
                .param("prices", column(rows, row -> row.unitPrice().toPlainString()))
                .param("customers", column(rows, OrderRow::customer))
                .param("countries", column(rows, OrderRow::country))
                .update();
    }

    private static String[] column(List<OrderRow> rows, Function<OrderRow, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    /// Finds, once all rows are there, which invoices and articles they make up.
    void arrange(String importId) {
        // The planner knows nothing of rows that came a moment ago.
        database.sql("analyze import_order_row").update();
        database.sql(
                        """
                        insert into import_invoice (import_id, ordinal, invoice, adjustment)
                        select :import, row_number() over (order by min(row_number)), invoice,
                               invoice not like 'C%' and bool_and(unit_price = 0 and customer is null)
                        from import_order_row where import_id = :import group by invoice
                        """)
                .param("import", importId)
                .update();
        database.sql(
                        """
                        insert into import_sku (import_id, ordinal, sku, name, unit_price, first_at, opening_stock)
                        with correction as (
                            select r.sku, r.row_number, r.quantity, r.invoice,
                                   row_number() over (partition by r.invoice order by r.row_number) - 1 as place
                            from import_order_row r join import_invoice i using (import_id, invoice)
                            where import_id = :import and i.adjustment
                        ), running as (
                            select sku, sum(quantity) over (partition by sku order by row_number) as stock
                            from correction c
                            where not exists (select from past_row p where p.invoice = c.invoice and p.place = c.place)
                        ), opening as (
                            select sku, greatest(0, -min(stock)) as stock from running group by sku
                        )
                        select :import, row_number() over (order by min(r.row_number)), r.sku,
                               coalesce((array_agg(trim(description) order by unit_price = 0, row_number)
                                         filter (where trim(description) <> ''))[1], r.sku),
                               coalesce((array_agg(unit_price order by row_number desc)
                                         filter (where unit_price > 0 and quantity > 0))[1], 0),
                               min(invoice_date), coalesce(min(opening.stock), 0)
                        from import_order_row r left join opening using (sku)
                        where import_id = :import group by r.sku
                        """)
                .param("import", importId)
                .update();
        database.sql("analyze import_invoice, import_sku").update();
    }

    List<Article> articles(String importId, long afterOrdinal, int limit) {
        return database.sql(
                        """
                        select ordinal, sku, name, unit_price, opening_stock, first_at from import_sku
                        where import_id = ? and ordinal > ? order by ordinal limit ?
                        """)
                .params(importId, afterOrdinal, limit)
                .query((row, _) ->
                        new Article(
                                row.getLong("ordinal"),
                                new Sku(row.getString("sku")),
                                row.getString("name"),
                                row.getBigDecimal("unit_price"),
                                row.getInt("opening_stock"),
                                row.getObject("first_at", LocalDateTime.class)))
                .list();
    }

    /// The next invoices, each with all its rows.
    List<Invoice> invoices(String importId, long afterOrdinal, int limit) {
        var invoices = new ArrayList<Invoice>();
        database.sql(
                        """
                        select i.ordinal, i.adjustment, a.name, r.*
                        from import_invoice i
                        join import_order_row r using (import_id, invoice)
                        join import_sku a using (import_id, sku)
                        where import_id = ? and i.ordinal > ? and i.ordinal <= ?
                        order by i.ordinal, r.row_number
                        """)
                .params(importId, afterOrdinal, afterOrdinal + limit)
                .query(row -> {
                    var ordinal = row.getLong("ordinal");
                    if (invoices.isEmpty() || invoices.getLast().ordinal() != ordinal) {
                        invoices.add(
                                new Invoice(
                                        ordinal,
                                        row.getBoolean("adjustment"),
                                        new PastInvoice(
                                                row.getString("invoice"),
                                                new ArrayList<>(),
                                                new HashMap<>())));
                    }
                    var content = invoices.getLast().content();
                    var read = read(row);
                    content.rows().add(read);
                    content.names().put(read.sku(), row.getString("name"));
                });
        return invoices;
    }

    private static OrderRow read(ResultSet row) throws SQLException {
        return new OrderRow(
                row.getLong("row_number"),
                row.getString("invoice"),
                row.getString("stock_code"),
                new Sku(row.getString("sku")),
                row.getString("description"),
                row.getInt("quantity"),
                row.getObject("invoice_date", LocalDateTime.class),
                row.getBigDecimal("unit_price"),
                row.getString("customer"),
                row.getString("country"));
    }

    void forget(String importId) {
        for (var table : List.of("import_order_row", "import_sku", "import_invoice")) {
            database.sql("delete from " + table + " where import_id = ?").param(importId).update();
        }
    }
}
