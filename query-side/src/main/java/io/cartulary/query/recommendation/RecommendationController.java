package io.cartulary.query.recommendation;

import io.cartulary.query.projection.answer.PublicAnswers;
import io.cartulary.query.projection.answer.PublicAnswers.Content;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.consistency.Position;
import io.cartulary.web.page.Cursors;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Offers shoppers products they did not ask for.
@RestController
class RecommendationController {

    private final PopularProducts popular;
    private final PublicAnswers answers;

    RecommendationController(PopularProducts popular, PublicAnswers answers) {
        this.popular = popular;
        this.answers = answers;
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/recommendations/popular")
    ResponseEntity<byte[]> popular(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(defaultValue = "en") @Pattern(regexp = "[a-z]{2}") String language,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        var size = Cursors.size(limit);
        var asked = position == null ? null : Position.decode(position);
        return answers.answer(
                position,
                List.of("popular", size, language),
                () -> Content.of(popular.answer(size, language, asked)));
    }
}
