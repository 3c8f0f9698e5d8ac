package io.cartulary.query.reporting;

import io.cartulary.query.order.Buyer;
import io.cartulary.query.order.OrderQuery.*;
import io.cartulary.query.order.OrderedArticle;
import io.cartulary.query.order.OrdersInState;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.query.reporting.ReportingQuery.*;
import io.cartulary.web.ShopProperties;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Reports to staff on orders of a time, their customers, articles and coupons.
@RestController
class ReportController {

    private final Questions questions;
    private final ShopProperties shop;

    ReportController(Questions questions, ShopProperties shop) {
        this.questions = questions;
        this.shop = shop;
    }

    /// @param timeZone in which days begin and end
    record OrderReport<T>(LocalDate from, LocalDate to, ZoneId timeZone, List<T> items) {}

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/reports/orders")
    OrderReport<OrdersInState> orders(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable ZoneId timeZone) {
        return report(from, to, timeZone, CountOrdersByState::new, OrdersInState.class);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/reports/customers")
    OrderReport<Buyer> customers(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable ZoneId timeZone,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        return report(
                from, to, timeZone, (first, end) -> new ListBuyers(first, end, size), Buyer.class);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/reports/products")
    OrderReport<OrderedArticle> products(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable ZoneId timeZone,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        return report(
                from,
                to,
                timeZone,
                (first, end) -> new ListOrderedArticles(first, end, size),
                OrderedArticle.class);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/reports/coupons")
    OrderReport<CouponSales> coupons(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable ZoneId timeZone,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        return report(
                from,
                to,
                timeZone,
                (first, end) -> new ListCouponSales(first, end, size),
                CouponSales.class);
    }

    private <T> OrderReport<T> report(
            LocalDate from,
            LocalDate to,
            @Nullable ZoneId timeZone,
            BiFunction<Instant, Instant, ?> query,
            Class<T> row) {
        ReportedDays.check(from, to);
        var zone = Objects.requireNonNullElse(timeZone, shop.timeZone());
        var asked =
                query.apply(from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
        return new OrderReport<>(from, to, zone, questions.list(asked, row));
    }
}
