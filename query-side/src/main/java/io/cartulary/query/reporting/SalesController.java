package io.cartulary.query.reporting;

import io.cartulary.query.projection.answer.Questions;
import io.cartulary.query.reporting.ReportingQuery.*;
import io.cartulary.web.ShopProperties;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// Reports to staff what was sold when.
@RestController
class SalesController {

    /// In one answer: more than a year by the hour.
    private static final int MOST_PERIODS = 10_000;

    /// In a table, which is written as it is read: a century by the hour.
    private static final int MOST_ROWS = 1_000_000;

    private static final int PERIODS_AT_ONCE = 1_008;

    private static final List<String> COLUMNS =
            List.of(
                    "period",
                    "currency",
                    "orders",
                    "pieces",
                    "subtotal",
                    "discounts",
                    "shipping",
                    "tax",
                    "tax_in_prices",
                    "exchanged",
                    "gross",
                    "refunds",
                    "net");

    private final Questions questions;
    private final ShopProperties shop;

    SalesController(Questions questions, ShopProperties shop) {
        this.questions = questions;
        this.shop = shop;
    }

    /// @param timeZone in which days begin and end
    /// @param items one for each period and currency, the earliest first
    /// @param totals sums over the items, one for each currency; their period begins at `from`
    record SalesReport(
            LocalDate from,
            LocalDate to,
            Period by,
            ZoneId timeZone,
            List<Sales> items,
            Collection<Sales> totals) {}

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/reports/sales")
    SalesReport sales(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "DAY") Period by,
            @RequestParam(required = false) @Nullable ZoneId timeZone) {
        var query = query(from, to, by, timeZone, MOST_PERIODS);
        var items = questions.list(query, Sales.class);
        return new SalesReport(from, to, by, query.zone(), items, totals(from, items));
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping(path = "/api/v1/admin/reports/sales/export", produces = "text/csv")
    ResponseEntity<StreamingResponseBody> export(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "DAY") Period by,
            @RequestParam(required = false) @Nullable ZoneId timeZone) {
        var query = query(from, to, by, timeZone, MOST_ROWS);
        var first = questions.list(firstOf(query), Sales.class);
        return CsvReport.of("sales.csv", COLUMNS, rows -> write(query, first, rows));
    }

    private ListSales query(
            LocalDate from, LocalDate to, Period by, @Nullable ZoneId timeZone, int mostPeriods) {
        ReportedDays.check(from, to);
        ReportedDays.checkNumber(by.between(from, to), mostPeriods);
        return new ListSales(from, to, by, Objects.requireNonNullElse(timeZone, shop.timeZone()));
    }

    private static ListSales firstOf(ListSales query) {
        var end = query.by().after(query.from(), PERIODS_AT_ONCE);
        return end.isBefore(query.to())
                ? new ListSales(query.from(), end, query.by(), query.zone())
                : query;
    }

    private void write(ListSales query, List<Sales> first, Consumer<List<String>> rows) {
        first.forEach(sales -> rows.accept(cells(sales)));
        var read = firstOf(query);
        while (read.to().isBefore(query.to())) {
            read = firstOf(new ListSales(read.to(), query.to(), query.by(), query.zone()));
            questions.list(read, Sales.class).forEach(sales -> rows.accept(cells(sales)));
        }
    }

    private static List<String> cells(Sales sales) {
        var cells =
                new ArrayList<>(
                        List.of(
                                sales.period(),
                                sales.gross().getCurrencyUnit().getCode(),
                                Long.toString(sales.orders()),
                                Long.toString(sales.pieces())));
        for (var amount :
                List.of(
                        sales.subtotal(),
                        sales.discounts(),
                        sales.shipping(),
                        sales.tax(),
                        sales.taxInPrices(),
                        sales.exchanged(),
                        sales.gross(),
                        sales.refunds(),
                        sales.net())) {
            cells.add(text(amount));
        }
        return cells;
    }

    private static String text(Money amount) {
        return amount.getAmount().toPlainString();
    }

    private static Collection<Sales> totals(LocalDate from, List<Sales> items) {
        var totals = new TreeMap<CurrencyUnit, Sales>();
        for (var item : items) {
            totals.merge(item.gross().getCurrencyUnit(), item.in(from.toString()), Sales::plus);
        }
        return totals.values();
    }
}
