package io.cartulary.query.review;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.review.ReviewId;
import io.cartulary.query.catalog.CatalogQuery.FindProduct;
import io.cartulary.query.catalog.FoundProduct;
import io.cartulary.query.catalog.ProductRating;
import io.cartulary.query.projection.answer.PrivateAnswers;
import io.cartulary.query.projection.answer.PublicAnswers;
import io.cartulary.query.projection.answer.PublicAnswers.Content;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.query.review.ReviewQuery.*;
import io.cartulary.web.ApiHeaders;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CurrentAccount;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows reviews to shoppers, to their authors and to staff.
@RestController
class ReviewQueryController {

    private static final String CURSOR = "reviews-by-";

    private final Questions questions;
    private final Cursors cursors;
    private final PrivateAnswers answers;
    private final PublicAnswers publicAnswers;

    ReviewQueryController(
            Questions questions,
            Cursors cursors,
            PrivateAnswers answers,
            PublicAnswers publicAnswers) {
        this.questions = questions;
        this.cursors = cursors;
        this.answers = answers;
        this.publicAnswers = publicAnswers;
    }

    /// One page of what customers say about a product.
    ///
    /// @param productRating of all reviews that shoppers see
    record ProductReviews(@JsonUnwrapped Page<PublishedReview> page, ProductRating productRating) {}

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/products/{idOrSlug}/reviews")
    ResponseEntity<byte[]> listOfProduct(
            @PathVariable String idOrSlug,
            @RequestParam(required = false) @Nullable @Min(1) @Max(5) Integer rating,
            @RequestParam(defaultValue = "newest") String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestHeader(name = ApiHeaders.POSITION, required = false)
                    @Nullable String position) {
        return publicAnswers.answer(
                position,
                Arrays.asList("reviews", idOrSlug, rating, sort, cursor, limit),
                () -> Content.of(reviewsOf(idOrSlug, rating, sort, cursor, limit)));
    }

    private ProductReviews reviewsOf(
            String idOrSlug,
            @Nullable Integer rating,
            String sort,
            @Nullable String cursor,
            @Nullable Integer limit) {
        var product =
                questions
                        .get(new FindProduct(idOrSlug), FoundProduct.class, "product " + idOrSlug)
                        .page();
        return new ProductReviews(
                page(
                        Conditions.publishedOf(product.productId(), rating),
                        ReviewSort.of(sort),
                        cursor,
                        limit,
                        found -> found.own().review()),
                product.productRating());
    }

    @OpenTo(Caller.CUSTOMER)
    @GetMapping("/api/v1/users/{userId}/reviews")
    Page<OwnReview> listOwn(
            @PathVariable String userId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var author = CurrentAccount.named(userId).accountId().customer();
        return page(
                Conditions.writtenBy(author),
                ReviewSort.NEWEST,
                cursor,
                limit,
                ModeratedReview::own);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/reviews")
    Page<ModeratedReview> listForStaff(
            @RequestParam(required = false) @Nullable ReviewStatus status,
            @RequestParam(required = false) @Nullable ProductId productId,
            @RequestParam(required = false) @Nullable CustomerId customerId,
            @RequestParam(required = false) @Nullable @Min(1) @Max(5) Integer rating,
            @RequestParam(required = false) @Nullable Boolean reported,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return page(
                new Conditions(productId, customerId, status, rating, reported),
                ReviewSort.NEWEST,
                cursor,
                limit,
                Function.identity());
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/reviews/{reviewId}")
    ResponseEntity<ModeratedReview> get(@PathVariable ReviewId reviewId) {
        var review =
                questions.get(
                        new FindReview(reviewId), ModeratedReview.class, "review " + reviewId);
        return answers.of(review, review.entityTag());
    }

    private <T> Page<T> page(
            Conditions conditions,
            ReviewSort sort,
            @Nullable String cursor,
            @Nullable Integer limit,
            Function<ModeratedReview, T> view) {
        var purpose = CURSOR + sort.parameter();
        var size = Cursors.size(limit);
        var after = cursors.read(purpose, cursor, PublishedReview.Key::of);
        var query = new ListReviews(conditions, sort, after, size + 1);
        var found =
                cursors.page(
                        purpose,
                        questions.list(query, ModeratedReview.class),
                        size,
                        review -> review.own().review().key().texts());
        return new Page<>(found.items().stream().map(view).toList(), found.next(), null);
    }
}
