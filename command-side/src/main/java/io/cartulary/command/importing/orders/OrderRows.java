package io.cartulary.command.importing.orders;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tables that hold the rows of a file of orders while it is taken in, so that memory holds a
/// few invoices at a time, whatever the length of the file and the order of its rows.
@Component
class OrderRows {

    private final JdbcClient database;

    OrderRows(JdbcClient database) {
        this.database = database;
    }

    /// All rows of an invoice in the file.
    ///
    /// @param adjustment no one bought anything: every row has price 0 and no customer
    record InvoiceRows(
            long ordinal,
            String number,
            boolean adjustment,
            List<OrderRow> rows,
            Map<Sku, Article> articles) {}

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

    /// Reports, once all rows are there, those of invoices that are too long, and answers how many.
    long reportTooLong(String importId) {
        return database.sql(
                        """
                        with too_long as (
                            select invoice from import_order_row where import_id = :import
                            group by invoice having count(*) > :most
                        ), taken_out as (
                            delete from import_order_row r using too_long l
                            where r.import_id = :import and r.invoice = l.invoice returning r.*
                        )
                        insert into import_reported_row (import_id, row_number, document, column_name, reason, detail, content)
                        select import_id, row_number, invoice, 'InvoiceNo', 'OUT_OF_BOUNDS', :detail,
                               (select string_agg(case when value ~ '[",\\n\\r]'
                                                       then '"' || replace(value, '"', '""') || '"' else value end,
                                                  ',' order by place)
                                from unnest(array [invoice, stock_code, description, quantity::text,
                                                   to_char(invoice_date, 'YYYY-MM-DD HH24:MI:SS'), unit_price::text,
                                                   coalesce(customer, ''), country])
                                     with ordinality as written (value, place))
                        from taken_out
                        """)
                .param("import", importId)
                .param("most", Invoice.MOST_ROWS)
                .param("detail", "An invoice has at most %d rows.".formatted(Invoice.MOST_ROWS))
                .update();
    }

    /// Finds which invoices and articles the rows make up.
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
                            select r.sku, r.quantity, r.row_number
                            from import_order_row r join import_invoice i using (import_id, invoice)
                            where import_id = :import and i.adjustment
                              and not exists (select from imported_row taken where taken.invoice = r.invoice)
                        ), running as (
                            select sku, sum(quantity) over (partition by sku order by row_number) as stock
                            from correction
                        ), opening as (
                            select sku, greatest(0, -min(stock)) as stock from running group by sku
                        ), article as (
                            select sku, min(row_number) as first_row, min(invoice_date) as first_at
                            from import_order_row where import_id = :import group by sku
                        ), called as (
                            select distinct on (sku) sku, trim(description) as name
                            from import_order_row where import_id = :import and trim(description) <> ''
                            order by sku, unit_price = 0, row_number
                        ), priced as (
                            select distinct on (sku) sku, unit_price
                            from import_order_row where import_id = :import and unit_price > 0 and quantity > 0
                            order by sku, row_number desc
                        )
                        select :import, row_number() over (order by first_row), sku, coalesce(called.name, sku),
                               coalesce(priced.unit_price, 0), first_at, coalesce(opening.stock, 0)
                        from article left join opening using (sku) left join called using (sku)
                             left join priced using (sku)
                        """)
                .param("import", importId)
                .update();
        database.sql("analyze import_invoice, import_sku").update();
    }

    List<Article> articles(String importId, long afterOrdinal, int limit) {
        return database.sql(
                        """
                        select * from import_sku
                        where import_id = ? and ordinal > ? order by ordinal limit ?
                        """)
                .params(importId, afterOrdinal, limit)
                .query((row, _) -> article(row))
                .list();
    }

    private static Article article(ResultSet row) throws SQLException {
        var otherProduct = row.getString("other_product");
        return new Article(
                row.getLong("ordinal"),
                new Sku(row.getString("sku")),
                row.getString("name"),
                row.getBigDecimal("unit_price"),
                row.getLong("opening_stock"),
                row.getObject("first_at", LocalDateTime.class),
                otherProduct == null ? null : new ProductId(otherProduct),
                row.getString("refusal"));
    }

    /// The SKU of an article is that of another product.
    void belongsTo(ProductId product, String importId, Sku sku) {
        database.sql("update import_sku set other_product = ? where import_id = ? and sku = ?")
                .params(product.value(), importId, sku.value())
                .update();
    }

    void refuse(String importId, Sku sku, String why) {
        database.sql("update import_sku set refusal = ? where import_id = ? and sku = ?")
                .params(why, importId, sku.value())
                .update();
    }

    /// The next invoices, each with all its rows.
    List<InvoiceRows> invoices(String importId, ZoneId zone, long afterOrdinal, int limit) {
        var invoices = new ArrayList<InvoiceRows>();
        var articles = new HashMap<Sku, Article>();
        database.sql(
                        """
                        select * from import_sku where import_id = :import and sku in (
                            select r.sku from import_invoice i join import_order_row r using (import_id, invoice)
                            where import_id = :import and i.ordinal > :after and i.ordinal <= :last)
                        """)
                .param("import", importId)
                .param("after", afterOrdinal)
                .param("last", afterOrdinal + limit)
                .query((row, _) -> article(row))
                .list()
                .forEach(article -> articles.put(article.sku(), article));
        database.sql(
                        """
                        select i.ordinal, i.adjustment, r.*
                        from import_invoice i join import_order_row r using (import_id, invoice)
                        where import_id = ? and i.ordinal > ? and i.ordinal <= ?
                        order by i.ordinal, r.row_number
                        """)
                .params(importId, afterOrdinal, afterOrdinal + limit)
                .query(row -> {
                    var read = read(row, zone);
                    if (invoices.isEmpty() || !invoices.getLast().number().equals(read.invoice())) {
                        invoices.add(
                                new InvoiceRows(
                                        row.getLong("ordinal"),
                                        read.invoice(),
                                        row.getBoolean("adjustment"),
                                        new ArrayList<>(),
                                        articles));
                    }
                    invoices.getLast().rows().add(read);
                });
        return invoices;
    }

    private static OrderRow read(ResultSet row, ZoneId zone) throws SQLException {
        return new OrderRow(
                row.getLong("row_number"),
                row.getString("invoice"),
                row.getString("stock_code"),
                new Sku(row.getString("sku")),
                row.getString("description"),
                row.getInt("quantity"),
                row.getObject("invoice_date", LocalDateTime.class),
                zone,
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
