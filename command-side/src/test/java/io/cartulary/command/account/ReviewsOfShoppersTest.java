package io.cartulary.command.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Reviews of customers with an account, over HTTP.
class ReviewsOfShoppersTest extends ShoppingWithAccount {

    private static final String WORDS = "\"rating\": 5, \"text\": \"Soft skin. <b>Really</b>.\"";

    @Test
    void are_of_a_verified_purchase_with_an_order_of_their_own_alone() {
        var ada = customer();
        exchange("POST", "/cart", "", ada);
        fill(ada);
        var order = order(ada, address()).text("orderId");
        var withOrder = "{\"orderId\": \"%s\", %s}".formatted(order, WORDS);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(eventsOf(order)).contains("OrderConfirmed"));

        assertThat(review(customer(), withOrder).text("code")).isEqualTo("NOT_BOUGHT");
        assertThat(
                        send("POST", "/products/product-other/reviews", withOrder, ada, Map.of())
                                .text("field"))
                .isEqualTo("orderId");
        var written = review(ada, withOrder);
        assertThat(written.status()).as(written.body().toString()).isEqualTo(201);
        assertThat(
                        send(
                                        "POST",
                                        "/orders/%s/cancellation".formatted(order),
                                        "{\"all\": true}",
                                        ada,
                                        Map.of())
                                .status())
                .isEqualTo(204);
        assertThat(eventsOf(order)).contains("OrderCancelled");
        assertThat(
                        send("DELETE", "/reviews/" + written.text("reviewId"), null, ada, Map.of())
                                .status())
                .isEqualTo(204);
        assertThat(review(ada, withOrder).text("code")).isEqualTo("NOT_BOUGHT");
    }

    @Test
    void are_one_however_many_are_sent_at_once() throws Exception {
        var ada = customer();
        productId();
        List<Answer> answers;
        try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    clicks
                            .invokeAll(
                                    IntStream.rangeClosed(1, 5)
                                            .mapToObj(stars -> reviewing(ada, stars))
                                            .toList())
                            .stream()
                            .map(Future::resultNow)
                            .toList();
        }
        assertThat(answers.stream().map(Answer::status))
                .containsExactlyInAnyOrder(201, 409, 409, 409, 409);
        var review =
                answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .findAny()
                        .orElseThrow()
                        .text("reviewId");
        assertThat(eventsOf(review)).containsExactly("ReviewWritten");
    }

    private Callable<Answer> reviewing(Map<String, String> author, int stars) {
        return () -> review(author, "{\"rating\": %d, \"text\": \"Fine.\"}".formatted(stars));
    }

    @Test
    void are_changed_by_no_one_else_and_decided_on_by_staff_as_they_read_it() {
        var ada = customer();
        var review = review(ada, "{%s}".formatted(WORDS)).text("reviewId");
        var path = "/reviews/" + review;
        var other = customer();
        var words = "{\"rating\": 1, \"text\": \"Bad.\"}";

        for (var answer :
                List.of(
                        send("PUT", path, words, other, Map.of()),
                        send("DELETE", path, null, other, Map.of()),
                        send("PUT", path + "/helpful", null, other, Map.of()))) {
            assertThat(answer.text("code")).isEqualTo("REVIEW_UNKNOWN");
        }
        assertThat(send("PUT", path, words, null, Map.of()).status()).isEqualTo(401);
        assertThat(send("PUT", path, words, ada, Map.of()).status()).isEqualTo(204);
        assertThat(approve(review, 1).text("code")).isEqualTo("REVIEW_EDITED");
        assertThat(approve(review, 2).status()).isEqualTo(204);
        assertThat(send("PUT", path + "/helpful", null, other, Map.of()).status()).isEqualTo(204);
        var bulk =
                send(
                        "POST",
                        "/admin/reviews/bulk-update",
                        """
                        {"decisions": [
                            {"reviewId": "%s", "verdict": "REJECT", "revision": 2, "reason": "It is no review."},
                            {"reviewId": "review-none", "verdict": "APPROVE", "revision": 1}]}\
                        """
                                .formatted(review),
                        staff(),
                        Map.of());
        assertThat(bulk.text("done")).isEqualTo("1");
        assertThat(bulk.body().at("/outcomes/1/reason").asString()).isEqualTo("NOT_FOUND");
        assertThat(eventsOf(review))
                .containsExactly(
                        "ReviewWritten",
                        "ReviewEdited",
                        "ReviewApproved",
                        "ReviewFoundHelpful",
                        "ReviewWithdrawn",
                        "ReviewRejected");
    }

    private Answer approve(String review, int revision) {
        return send(
                "POST",
                "/admin/reviews/%s/approval".formatted(review),
                "{\"revision\": %d}".formatted(revision),
                staff(),
                Map.of());
    }

    private Answer review(Map<String, String> author, String body) {
        return send("POST", "/products/%s/reviews".formatted(productId()), body, author, Map.of());
    }
}
