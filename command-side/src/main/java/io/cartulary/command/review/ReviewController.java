package io.cartulary.command.review;

import io.cartulary.command.pricing.tables.SellableProducts;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.review.ReviewCommand.*;
import io.cartulary.events.Personal;
import io.cartulary.events.Text;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.review.ReviewEvent.ReportReason;
import io.cartulary.events.review.ReviewId;
import io.cartulary.events.review.ReviewText;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CurrentAccount;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What customers say about products, and about what others said.
@RestController
class ReviewController {

    private static final int LONGEST_TITLE = 150;
    private static final int LONGEST_TEXT = 5000;
    private static final int LONGEST_NAME = 60;
    private static final URI OWN_REVIEWS = URI.create("/api/v1/users/me/reviews");

    private final CommandGateway commands;
    private final Purchases purchases;
    private final SellableProducts products;

    ReviewController(CommandGateway commands, Purchases purchases, SellableProducts products) {
        this.commands = commands;
        this.purchases = purchases;
        this.products = products;
    }

    /// @param orderId with which the caller bought the product, which makes it a verified purchase
    /// @param authorName as which the caller wants to be named; absent for no name
    record NewReview(
            @Nullable OrderId orderId,
            @Min(1) @Max(ReviewCommand.MOST_STARS) int rating,
            @Nullable @Text(max = LONGEST_TITLE) String title,
            @NotBlank @Text(max = LONGEST_TEXT) String text,
            @Nullable @Text(max = LONGEST_NAME) String authorName) {}

    record EditedReview(
            @Min(1) @Max(ReviewCommand.MOST_STARS) int rating,
            @Nullable @Text(max = LONGEST_TITLE) String title,
            @NotBlank @Text(max = LONGEST_TEXT) String text,
            @Nullable @Text(max = LONGEST_NAME) String authorName) {}

    record WrittenReview(ReviewId reviewId) {}

    record Report(@NotNull ReportReason reason) {}

    @OpenTo(Caller.CUSTOMER)
    @PostMapping("/api/v1/products/{productId}/reviews")
    ResponseEntity<WrittenReview> write(
            @PathVariable ProductId productId, @Valid @RequestBody NewReview review) {
        var customer = customer();
        requireReviewable(productId, customer, review.orderId());
        var command =
                new WriteReview(
                        customer,
                        productId,
                        review.orderId(),
                        review.rating(),
                        text(customer, review.title(), review.text(), review.authorName()));
        commands.sendAndWait(command);
        return ResponseEntity.created(OWN_REVIEWS).body(new WrittenReview(command.reviewId()));
    }

    @OpenTo(Caller.CUSTOMER)
    @PutMapping("/api/v1/reviews/{reviewId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void edit(@PathVariable ReviewId reviewId, @Valid @RequestBody EditedReview review) {
        var customer = customer();
        commands.sendAndWait(
                new EditReview(
                        reviewId,
                        customer,
                        review.rating(),
                        text(customer, review.title(), review.text(), review.authorName())));
    }

    @OpenTo(Caller.CUSTOMER)
    @DeleteMapping("/api/v1/reviews/{reviewId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable ReviewId reviewId) {
        commands.sendAndWait(new DeleteReview(reviewId, customer()));
    }

    @OpenTo(Caller.CUSTOMER)
    @PutMapping("/api/v1/reviews/{reviewId}/helpful")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void findHelpful(@PathVariable ReviewId reviewId) {
        commands.sendAndWait(new FindReviewHelpful(reviewId, customer()));
    }

    @OpenTo(Caller.CUSTOMER)
    @DeleteMapping("/api/v1/reviews/{reviewId}/helpful")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeHelpfulBack(@PathVariable ReviewId reviewId) {
        commands.sendAndWait(new TakeHelpfulBack(reviewId, customer()));
    }

    @OpenTo(Caller.CUSTOMER)
    @PostMapping("/api/v1/reviews/{reviewId}/reports")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void report(@PathVariable ReviewId reviewId, @Valid @RequestBody Report report) {
        commands.sendAndWait(new ReportReview(reviewId, customer(), report.reason()));
    }

    /// What a customer bought they may review even once it is no longer for sale.
    private void requireReviewable(
            ProductId product, CustomerId customer, @Nullable OrderId order) {
        if (order != null && !purchases.contain(customer, product, order)) {
            throw new CommandRejected(ReviewRejection.NOT_BOUGHT);
        }
        if (order == null && !products.contains(product)) {
            throw ProblemException.notFound("product " + product);
        }
    }

    private static CustomerId customer() {
        return CurrentAccount.get().accountId().customer();
    }

    private static Personal<ReviewText> text(
            CustomerId author, @Nullable String title, String text, @Nullable String name) {
        return Personal.of(author.value(), new ReviewText(title, text, name));
    }
}
