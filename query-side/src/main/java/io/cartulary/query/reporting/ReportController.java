package io.cartulary.query.reporting;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.cartulary.query.order.Buyer;
import io.cartulary.query.order.OrderQuery;
import io.cartulary.query.order.OrderQuery.*;
import io.cartulary.query.order.OrderedArticle;
import io.cartulary.query.order.OrdersInState;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.query.reporting.ReportingQuery.*;
import io.cartulary.web.ShopProperties;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Reports to staff how business goes.
@RestController
class ReportController {

    private final Questions questions;
    private final ShopProperties shop;

    ReportController(Questions questions, ShopProperties shop) {
        this.questions = questions;
        this.shop = shop;
    }

    /// @param timeZone of the business days
    /// @param items one for each period and currency, the earliest first
    /// @param totals sums over the items, one for each currency; their period begins at `from`
    record SalesReport(
            LocalDate from,
            LocalDate to,
            Period by,
            ZoneId timeZone,
            List<Sales> items,
            List<Sales> totals) {}

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/reports/sales")
    SalesReport sales(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(defaultValue = "DAY") Period by) {
        mustBeInOrder(from, to);
        var items = questions.list(new ListSales(from, to, by), Sales.class);
        return new SalesReport(from, to, by, shop.timeZone(), items, totals(from, items));
    }

    /// @param timeZone of the business days
    record OrderReport<T>(LocalDate from, LocalDate to, ZoneId timeZone, List<T> items) {}

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/reports/orders")
    OrderReport<OrdersInState> orders(@RequestParam LocalDate from, @RequestParam LocalDate to) {
        return report(from, to, CountOrdersByState::new, OrdersInState.class);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/reports/customers")
    OrderReport<Buyer> customers(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        return report(from, to, (first, end) -> new ListBuyers(first, end, size), Buyer.class);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/reports/products")
    OrderReport<OrderedArticle> products(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        return report(
                from,
                to,
                (first, end) -> new ListOrderedArticles(first, end, size),
                OrderedArticle.class);
    }

    private <T> OrderReport<T> report(
            LocalDate from,
            LocalDate to,
            BiFunction<Instant, Instant, OrderQuery> query,
            Class<T> row) {
        mustBeInOrder(from, to);
        var zone = shop.timeZone();
        var orders =
                query.apply(from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
        return new OrderReport<>(from, to, zone, questions.list(orders, row));
    }

    private static void mustBeInOrder(LocalDate from, LocalDate to) {
        if (!to.isAfter(from)) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, "INVALID_VALUE", "to must be after from.", "to");
        }
    }

    private static List<Sales> totals(LocalDate from, List<Sales> items) {
        return items.stream()
                .collect(
                        groupingBy(
                                row -> row.gross().getCurrencyUnit(),
                                TreeMap<CurrencyUnit, List<Sales>>::new,
                                toList()))
                .values()
                .stream()
                .map(ofCurrency ->
                        new Sales(
                                from,
                                ofCurrency.stream().mapToLong(Sales::orders).sum(),
                                ofCurrency.stream().mapToLong(Sales::pieces).sum(),
                                sum(ofCurrency, Sales::gross),
                                sum(ofCurrency, Sales::refunds),
                                sum(ofCurrency, Sales::net)))
                .toList();
    }

    private static Money sum(List<Sales> items, Function<Sales, Money> part) {
        return Money.total(items.stream().map(part).toList());
    }
}
