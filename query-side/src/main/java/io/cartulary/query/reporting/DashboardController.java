package io.cartulary.query.reporting;

import io.cartulary.query.catalog.CatalogQuery.CountPublishedProducts;
import io.cartulary.query.order.OrderQuery.*;
import io.cartulary.query.order.OrderStatus;
import io.cartulary.query.order.OrderStatusCount;
import io.cartulary.query.order.OrderSummary;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.query.recommendation.Recommendation;
import io.cartulary.query.recommendation.RecommendationQuery.ListPopularProducts;
import io.cartulary.query.reporting.ReportingQuery.*;
import io.cartulary.web.ShopProperties;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import jakarta.validation.constraints.Pattern;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows staff at a glance how business goes.
@RestController
class DashboardController {

    private static final int RECENT_ORDERS = 10;
    private static final int TOP_PRODUCTS = 10;
    private static final int CHART_DAYS = 30;

    private final Questions questions;
    private final ShopProperties shop;
    private final InstantSource clock;

    DashboardController(Questions questions, ShopProperties shop, InstantSource clock) {
        this.questions = questions;
        this.shop = shop;
        this.clock = clock;
    }

    /// @param orders placed and not cancelled, of all time
    /// @param revenue sold and not paid back, of all time, by currency
    /// @param customers who placed an order
    /// @param products that shoppers can see
    /// @param topProducts bought and viewed most of late
    /// @param sales by day, of the last thirty days
    /// @param timeZone of the days
    record Dashboard(
            long orders,
            List<Money> revenue,
            long customers,
            long products,
            Map<OrderStatus, Long> ordersByStatus,
            List<OrderSummary> recentOrders,
            List<Recommendation> topProducts,
            List<Sales> sales,
            ZoneId timeZone) {}

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/dashboard")
    Dashboard dashboard(
            @RequestParam(defaultValue = "en") @Pattern(regexp = "[a-z]{2}") String language) {
        var today = LocalDate.ofInstant(clock.instant(), shop.timeZone());
        var totals = questions.ask(new SumSales(), SalesTotals.class);
        var byStatus = new EnumMap<OrderStatus, Long>(OrderStatus.class);
        questions
                .list(new CountOrdersByStatus(), OrderStatusCount.class)
                .forEach(count -> byStatus.put(count.status(), count.orders()));
        return new Dashboard(
                totals.orders(),
                totals.net(),
                totals.customers(),
                questions.ask(new CountPublishedProducts(), Long.class),
                byStatus,
                questions.list(
                        new ListOrders(Conditions.NONE, null, RECENT_ORDERS), OrderSummary.class),
                questions.list(
                        new ListPopularProducts(TOP_PRODUCTS, language), Recommendation.class),
                questions.list(
                        new ListSales(
                                today.minusDays(CHART_DAYS - 1),
                                today.plusDays(1),
                                Period.DAY,
                                shop.timeZone()),
                        Sales.class),
                shop.timeZone());
    }
}
