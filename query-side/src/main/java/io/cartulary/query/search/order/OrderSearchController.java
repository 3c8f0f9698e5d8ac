package io.cartulary.query.search.order;

import io.cartulary.query.order.OrderStatus;
import io.cartulary.query.search.LiveIndexes;
import io.cartulary.query.search.order.OrderSearch.OrderHit;
import io.cartulary.query.search.order.OrderSearch.OrderQuestion;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.consistency.Position;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import io.cartulary.web.page.TotalCount;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Finds orders for staff.
@RestController
class OrderSearchController {

    private final OrderSearch search;
    private final LiveIndexes indexes;

    OrderSearchController(OrderSearch search, LiveIndexes indexes) {
        this.search = search;
        this.indexes = indexes;
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/orders/search")
    ResponseEntity<Page<OrderHit>> search(
            @RequestParam(defaultValue = "") @Size(max = 200) String q,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "ESTIMATE") TotalCount total,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        var question =
                new OrderQuestion(
                        q.strip(),
                        status,
                        from,
                        to,
                        total,
                        search.after(cursor),
                        Cursors.size(limit));
        var live =
                position == null
                        ? indexes.current(OrdersProjection.NAME)
                        : indexes.covering(OrdersProjection.NAME, Position.decode(position));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(search.answer(indexes.nameOf(live), question));
    }
}
