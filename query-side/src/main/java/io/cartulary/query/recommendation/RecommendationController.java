package io.cartulary.query.recommendation;

import io.cartulary.query.recommendation.PopularProducts.Feed;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.consistency.Position;
import io.cartulary.web.page.Cursors;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Offers shoppers products they did not ask for.
@RestController
class RecommendationController {

    private final PopularProducts popular;
    private final InstantSource clock;

    RecommendationController(PopularProducts popular, InstantSource clock) {
        this.popular = popular;
        this.clock = clock;
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/recommendations/popular")
    ResponseEntity<Feed> popular(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(defaultValue = "en") @Pattern(regexp = "[a-z]{2}") String language,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        var feed =
                popular.answer(
                        Cursors.size(limit),
                        language,
                        position == null ? null : Position.decode(position));
        var left = Duration.between(clock.instant(), feed.expiresAt());
        return ResponseEntity.ok()
                .varyBy(ApiHeaders.POSITION)
                .cacheControl(
                        position == null && left.isPositive()
                                ? CacheControl.maxAge(left).cachePublic()
                                : CacheControl.noStore())
                .body(feed);
    }
}
