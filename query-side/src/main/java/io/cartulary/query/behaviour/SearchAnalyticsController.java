package io.cartulary.query.behaviour;

import io.cartulary.web.ShopProperties;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.problem.ProblemException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows staff what shoppers sought.
@RestController
class SearchAnalyticsController {

    private final SearchAnalyticsReadModel searches;
    private final ShopProperties shop;

    SearchAnalyticsController(SearchAnalyticsReadModel searches, ShopProperties shop) {
        this.searches = searches;
        this.shop = shop;
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/search/analytics")
    SearchAnalytics analytics(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable Integer limit) {
        if (!to.isAfter(from)) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, "INVALID_VALUE", "to must be after from.", "to");
        }
        var size = Cursors.size(limit);
        var zone = shop.timeZone();
        var first = from.atStartOfDay(zone).toInstant();
        var end = to.atStartOfDay(zone).toInstant();
        var sums = searches.sums(first, end);
        return new SearchAnalytics(
                from,
                to,
                zone,
                sums.searches(),
                sums.withoutHits(),
                sums.clicks(),
                searches.mostSought(first, end, size),
                searches.mostWithoutHits(first, end, size));
    }
}
