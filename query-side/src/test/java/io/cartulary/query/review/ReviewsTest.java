package io.cartulary.query.review;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import io.cartulary.events.account.AccountEvent.AccountDeleted;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.review.ReviewEvent.*;
import io.cartulary.events.review.ReviewId;
import io.cartulary.events.review.ReviewText;
import io.cartulary.query.QueryNode;
import io.cartulary.query.QueryNode.Answer;
import io.cartulary.query.order.Orders;
import io.cartulary.tests.access.TestIssuer;
import io.cartulary.web.consistency.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Reviews as shoppers, their authors and staff see them, over HTTP.
@Execution(ExecutionMode.SAME_THREAD)
class ReviewsTest {

    private final QueryNode node = QueryNode.shared();
    private final ProductId product = ProductId.next();
    private final String path = "/api/v1/products/" + product;

    @BeforeEach
    void publishProduct() {
        var tail = product.value().substring(30);
        node.publish(
                new ProductCreated(
                        product,
                        "reviewed-" + tail,
                        new ProductDescription(
                                LocalizedText.english("Toner"),
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of(new CategoryId("category-skincare")),
                                List.of(),
                                null,
                                Map.of(),
                                false),
                        List.of(
                                new Variant(
                                        new Sku("R" + tail),
                                        Map.of(),
                                        Orders.gbp(1250),
                                        null,
                                        "standard",
                                        100,
                                        null,
                                        null))),
                new ProductPublished(product));
    }

    @Test
    void count_from_their_approval_until_they_are_withdrawn() {
        var five = written(5);
        var two = written(2);
        var three = written(3);
        var position = publish(five, two, three, approved(five), approved(two));
        assertThat(rating(position)).isEqualTo("3.5 of 2");
        var eTag = node.ask("GET", path, at(position)).header("ETag");

        position =
                publish(
                        new ReviewWithdrawn(two.reviewId(), product, 2),
                        new ReviewEdited(two.reviewId(), 2, 4, two.text()));
        assertThat(rating(position)).isEqualTo("5.0 of 1");
        assertThat(node.ask("GET", path, at(position)).header("ETag")).isNotEqualTo(eTag);
        position = publish(new ReviewApproved(two.reviewId(), product, 4, false), approved(three));
        assertThat(rating(position)).isEqualTo("4.0 of 3");
        var stars = node.ask("GET", path, at(position)).json().at("/productRating/stars");
        assertThat(stars.toString()).isEqualTo("{\"5\":1,\"4\":1,\"3\":1,\"2\":0,\"1\":0}");

        position =
                publish(
                        new ReviewWithdrawn(five.reviewId(), product, 5),
                        new ReviewDeleted(five.reviewId()),
                        new ReviewWithdrawn(two.reviewId(), product, 4),
                        new ReviewRejected(two.reviewId(), "No."),
                        new ReviewWithdrawn(three.reviewId(), product, 3),
                        new ReviewRemoved(three.reviewId()));
        assertThat(rating(position)).isEqualTo(" of 0");
        assertThat(list(position, "").json().get("items")).isEmpty();
    }

    @Test
    void are_listed_page_by_page_in_each_order() {
        var reviews = Stream.of(3, 5, 1, 5).map(this::written).toList();
        var events = new ArrayList<DomainEvent>(reviews);
        reviews.forEach(review -> events.add(approved(review)));
        var voter = CustomerId.next();
        events.add(new ReviewFoundHelpful(reviews.get(2).reviewId(), voter, 1));
        events.add(new ReviewFoundHelpful(reviews.get(0).reviewId(), voter, 1));
        events.add(new ReviewFoundHelpful(reviews.get(0).reviewId(), CustomerId.next(), 2));
        var position = publish(events.toArray(DomainEvent[]::new));

        assertThat(pages(position, "newest")).isEqualTo(ids(reviews, 3, 2, 1, 0));
        assertThat(pages(position, "helpful")).isEqualTo(ids(reviews, 0, 2, 3, 1));
        assertThat(pages(position, "-rating")).isEqualTo(ids(reviews, 3, 1, 0, 2));
        assertThat(pages(position, "rating")).isEqualTo(ids(reviews, 2, 0, 3, 1));
        assertThat(list(position, "?rating=5").json().get("items")).hasSize(2);
        assertThat(list(position, "?sort=best").text("/field")).isEqualTo("sort");
        assertThat(node.ask("GET", "/api/v1/products/product-none/reviews").status())
                .isEqualTo(404);
    }

    @Test
    void show_what_was_written_and_answered_and_no_markup_is_made_of_it() {
        var review = written(5);
        var position =
                publish(
                        review,
                        approved(review),
                        new ReviewAnswered(review.reviewId(), "Thank you!"));
        var shown = list(position, "");
        assertThat(shown.text("/items/0/title")).isEqualTo("Soft <b>skin</b>");
        assertThat(shown.text("/items/0/authorName")).isEqualTo("Ada");
        assertThat(shown.json().at("/items/0/verifiedPurchase").asBoolean()).isTrue();
        assertThat(shown.text("/items/0/answer")).isEqualTo("Thank you!");
        assertThat(shown.json().at("/items/0").has("customerId")).isFalse();

        position = publish(new ReviewAnswerRemoved(review.reviewId()));
        assertThat(list(position, "").json().at("/items/0").has("answer")).isFalse();
    }

    @Test
    void outlive_their_authors_account_without_the_name() {
        var account = new AccountId("account-" + product.value().substring(8));
        var review = written(account.customer(), 4);
        publish(review, approved(review));
        var position = publish(new AccountDeleted(account, "act-1"));
        var shown = list(position, "");
        assertThat(shown.text("/items/0/text")).isEqualTo("It lasts for months.");
        assertThat(shown.json().at("/items/0").has("authorName")).isFalse();
        assertThat(rating(position)).isEqualTo("4.0 of 1");
    }

    @Test
    void lose_their_words_when_their_author_is_erased() {
        var author = CustomerId.next();
        var id = ReviewId.of(author, product, null);
        var words = node.sealedElsewhere(author, "{\"text\": \"It lasts for months.\"}");
        var position =
                publish(
                        new ReviewWritten(
                                id,
                                product,
                                author,
                                null,
                                1,
                                4,
                                new Personal.Sealed<>(author.value(), words)),
                        new ReviewApproved(id, product, 4, false));
        node.erase(author);
        var shown = list(position, "");
        assertThat(shown.text("/items/0/rating")).isEqualTo("4");
        assertThat(shown.json().at("/items/0").has("text")).isFalse();
        assertThat(rating(position)).isEqualTo("4.0 of 1");
    }

    @Test
    void are_found_by_staff_by_what_is_to_be_decided() {
        var pending = written(1);
        var rejected = written(2);
        var reported = written(3);
        var position =
                publish(
                        pending,
                        rejected,
                        reported,
                        new ReviewRejected(rejected.reviewId(), "It is no review."),
                        approved(reported),
                        new ReviewReported(
                                reported.reviewId(), CustomerId.next(), ReportReason.SPAM, 1));
        assertThat(found(position, "&status=PENDING")).containsExactly(pending.reviewId().value());
        assertThat(found(position, "&reported=true")).containsExactly(reported.reviewId().value());
        assertThat(found(position, "&rating=2&customerId=" + rejected.customerId()))
                .containsExactly(rejected.reviewId().value());
        assertThat(found(position, "&limit=200")).hasSize(3);

        var one = "/api/v1/admin/reviews/" + reported.reviewId();
        var shown = node.staff("GET", one, at(position));
        assertThat(shown.text("/reports")).isEqualTo("1");
        assertThat(shown.text("/revision")).isEqualTo("1");
        assertThat(shown.header("ETag")).startsWith("\"%s@2.".formatted(reported.reviewId()));
        position = publish(new ReportsDismissed(reported.reviewId()));
        assertThat(found(position, "&reported=true")).isEmpty();
        assertThat(node.staff("GET", "/api/v1/admin/reviews/review-none").status()).isEqualTo(404);
    }

    @Test
    void are_listed_for_their_author_whatever_became_of_them() {
        var own = written(new AccountId(TestIssuer.ACCOUNT).customer(), 2);
        var other = written(4);
        var position =
                publish(own, other, new ReviewRejected(own.reviewId(), "It is about the parcel."));
        var shown =
                node.ask(
                        "GET",
                        "/api/v1/users/me/reviews",
                        Stream.concat(
                                        Stream.of("Authorization", TestIssuer.bearer("CUSTOMER")),
                                        Arrays.stream(at(position)))
                                .toArray(String[]::new));
        assertThat(ids(shown)).contains(own.reviewId().value());
        assertThat(ids(shown)).doesNotContain(other.reviewId().value());
        assertThat(shown.text("/items/0/rejectedFor")).isEqualTo("It is about the parcel.");
        assertThat(node.ask("GET", "/api/v1/users/me/reviews").status()).isEqualTo(401);
        assertThat(
                        node.ask(
                                        "GET",
                                        "/api/v1/users/customer-other/reviews",
                                        "Authorization",
                                        TestIssuer.bearer("CUSTOMER"))
                                .status())
                .isEqualTo(404);
    }

    private Position publish(DomainEvent... events) {
        return node.publish(events);
    }

    private ReviewWritten written(int rating) {
        return written(CustomerId.next(), rating);
    }

    private ReviewWritten written(CustomerId author, int rating) {
        var order = OrderId.next();
        return new ReviewWritten(
                ReviewId.of(author, product, order),
                product,
                author,
                order,
                1,
                rating,
                Personal.of(
                        author.value(),
                        new ReviewText("Soft <b>skin</b>", "It lasts for months.", "Ada")));
    }

    private ReviewApproved approved(ReviewWritten review) {
        return new ReviewApproved(review.reviewId(), product, review.rating(), false);
    }

    private Answer list(Position position, String query) {
        return node.ask("GET", path + "/reviews" + query, at(position));
    }

    /// The same on the product's page and above its list of reviews.
    private String rating(Position position) {
        var page = node.ask("GET", path, at(position)).json().at("/productRating");
        var list = list(position, "?limit=1").json().at("/productRating");
        assertThat(page).isEqualTo(list);
        return "%s of %s"
                .formatted(page.path("averageRating").asString(""), page.path("reviewCount"));
    }

    private List<String> found(Position position, String query) {
        return ids(
                node.staff(
                        "GET", "/api/v1/admin/reviews?productId=" + product + query, at(position)));
    }

    private static List<String> ids(Answer list) {
        return list.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("reviewId").asString())
                .toList();
    }

    private static List<String> ids(List<ReviewWritten> reviews, int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> reviews.get(number).reviewId().value())
                .toList();
    }

    /// Of all pages of one review each.
    private List<String> pages(Position position, String sort) {
        var all = new ArrayList<String>();
        var cursor = "";
        do {
            var page = list(position, "?limit=1&sort=" + sort + cursor);
            all.addAll(ids(page));
            var next = page.json().path("next");
            cursor = next.isMissingNode() ? "" : "&cursor=" + next.asString();
        } while (!cursor.isEmpty());
        return all;
    }
}
