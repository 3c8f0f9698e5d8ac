package io.cartulary.query.order;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.Personal;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.query.QueryNode;
import io.cartulary.web.consistency.Position;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Orders as their owner and staff see them, over HTTP.
@Execution(ExecutionMode.SAME_THREAD)
class OrderDetailsTest {

    private final QueryNode node = QueryNode.shared();

    @Nested
    class OneOrder {

        @Test
        void is_seen_whole_by_its_owner_as_soon_as_it_was_placed() {
            var order = Orders.fresh();
            var position = node.publish(order.placed());

            var seen = node.guest(order.cart(), "/api/v1/orders/" + order.orderId(), at(position));
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.text("/number")).isEqualTo(order.number());
            assertThat(seen.text("/status")).isEqualTo("PENDING");
            assertThat(seen.text("/paymentStatus")).isEqualTo("PENDING");
            assertThat(seen.text("/fulfilmentStatus")).isEqualTo("UNFULFILLED");
            assertThat(seen.text("/lines/0/sku")).isEqualTo("TONER-200");
            assertThat(seen.text("/totals/total/amount")).isEqualTo("3174");
            assertThat(seen.text("/contact/email")).isEqualTo("ada@example.org");
            assertThat(seen.text("/shippingAddress/city")).isEqualTo("London");
            assertThat(seen.text("/placedAt")).isEqualTo(Orders.PLACED_AT.toString());
        }

        @Test
        void is_hidden_from_other_shoppers_and_from_no_one() {
            var order = Orders.fresh();
            var position = node.publish(order.placed());
            var path = "/api/v1/orders/" + order.orderId();

            assertThat(node.guest(Orders.fresh().cart(), path, at(position)).status())
                    .isEqualTo(404);
            assertThat(node.ask("GET", path).text("/code")).isEqualTo("CART_TOKEN_REQUIRED");
            assertThat(node.staff("GET", "/api/v1/admin/orders/" + order.orderId()).status())
                    .isEqualTo(200);
        }

        @Test
        void follows_payment_and_delivery_and_refunds() {
            var order = Orders.fresh();
            node.publish(order.untilConfirmed());
            node.publish(order.processing(), order.shipped(), order.delivered());
            var position = node.publish(order.refunded(1000, 1000));
            var path = "/api/v1/admin/orders/" + order.orderId();

            var partly = node.staff("GET", path, at(position));
            assertThat(partly.text("/status")).isEqualTo("DELIVERED");
            assertThat(partly.text("/paymentStatus")).isEqualTo("PARTIALLY_REFUNDED");
            assertThat(partly.text("/fulfilmentStatus")).isEqualTo("DELIVERED");
            assertThat(partly.text("/tracking/trackingNumber")).isEqualTo("RM123");
            assertThat(partly.text("/payment/reference")).isEqualTo("ch_1");

            position = node.publish(order.refunded(2174, 3174));
            var fully = node.staff("GET", path, at(position));
            assertThat(fully.text("/status")).isEqualTo("REFUNDED");
            assertThat(fully.text("/paymentStatus")).isEqualTo("REFUNDED");
            assertThat(fully.text("/refunded/amount")).isEqualTo("3174");
        }

        @Test
        void tells_where_to_pay_and_by_what_it_is_paid_now() {
            var order = Orders.fresh();
            var other = PaymentId.next();
            var position =
                    node.publish(
                            order.placed(),
                            order.paymentRequested(),
                            new PaymentStarted(
                                    order.paymentId(),
                                    order.orderId(),
                                    "5O1",
                                    "https://www.paypal.com/checkoutnow?token=5O1"));
            var path = "/api/v1/admin/orders/" + order.orderId();
            assertThat(node.staff("GET", path, at(position)).text("/payment/nextStep"))
                    .isEqualTo("https://www.paypal.com/checkoutnow?token=5O1");

            position =
                    node.publish(
                            new PaymentReplaced(
                                    order.paymentId(),
                                    order.orderId(),
                                    other,
                                    Orders.gbp(3174),
                                    "stripe",
                                    "browser"),
                            new PaymentCancelled(order.paymentId(), order.orderId(), "simulated"),
                            new PaymentVoided(order.paymentId(), order.orderId(), true));
            var replaced = node.staff("GET", path, at(position));
            assertThat(replaced.text("/payment/paymentId")).isEqualTo(other.value());
            assertThat(replaced.text("/payment/provider")).isEqualTo("stripe");
            assertThat(replaced.json().at("/payment/nextStep").isMissingNode()).isTrue();
            assertThat(replaced.text("/paymentStatus")).isEqualTo("PENDING");

            // The first one brought its money all the same, which goes back.
            position =
                    node.publish(
                            new PaymentSettled(
                                    order.paymentId(),
                                    order.orderId(),
                                    Orders.gbp(3174),
                                    "5O1",
                                    false,
                                    true));
            var late = node.staff("GET", path, at(position));
            assertThat(late.text("/paymentStatus")).isEqualTo("PENDING");
        }

        @Test
        void is_paid_in_part_where_only_a_part_was_captured() {
            var order = Orders.fresh();
            var position =
                    node.publish(
                            order.placed(),
                            order.paymentRequested(),
                            new PaymentSettled(
                                    order.paymentId(),
                                    order.orderId(),
                                    Orders.gbp(3000),
                                    "pi_1",
                                    true,
                                    false));

            assertThat(
                            node.staff(
                                            "GET",
                                            "/api/v1/admin/orders/" + order.orderId(),
                                            at(position))
                                    .text("/paymentStatus"))
                    .isEqualTo("PARTIALLY_PAID");
        }

        @Test
        void tells_where_to_pay_what_was_promised_and_did_not_come() {
            var order = Orders.fresh();
            var second = PaymentId.next();
            var path = "/api/v1/admin/orders/" + order.orderId();
            node.publish(order.untilConfirmed());
            var position =
                    node.publish(
                            new PaymentVoided(order.paymentId(), order.orderId(), false),
                            new OrderPaymentLost(order.orderId(), order.paymentId()));
            assertThat(node.staff("GET", path, at(position)).text("/paymentStatus"))
                    .isEqualTo("FAILED");

            position =
                    node.publish(
                            order.repaymentRequested(second),
                            new PaymentRequested(
                                    second,
                                    order.orderId(),
                                    Orders.gbp(3174),
                                    "paypal",
                                    "redirect"),
                            new PaymentStarted(
                                    second, order.orderId(), "5O2", "https://www.paypal.com/5O2"));
            var asked = node.staff("GET", path, at(position));
            assertThat(asked.text("/paymentStatus")).isEqualTo("PENDING");
            assertThat(asked.text("/payment/paymentId")).isEqualTo(second.value());
            assertThat(asked.text("/payment/nextStep")).isEqualTo("https://www.paypal.com/5O2");
            assertThat(asked.text("/repayments/0/status")).isEqualTo("OPEN");

            position =
                    node.publish(
                            new PaymentSettled(second, order.orderId(), Orders.gbp(3174), "5O2"),
                            new RepaymentReceived(order.orderId(), second, Orders.gbp(3174)));
            var paid = node.staff("GET", path, at(position));
            assertThat(paid.text("/paymentStatus")).isEqualTo("PAID");
            assertThat(paid.text("/payment/amount/amount")).isEqualTo("3174");
            assertThat(paid.text("/repayments/0/status")).isEqualTo("RECEIVED");
            assertThat(paid.json().get("edits")).isEmpty();
        }

        @Test
        void shows_which_pieces_are_yet_to_come() {
            var order = Orders.fresh();
            var sku = new Sku("AWAITED-TONER");
            var item = StockItemId.of(sku);
            var path = "/api/v1/orders/" + order.orderId();
            node.publish(order.untilConfirmed());
            node.publish(
                    new StockReserved(
                            item, sku, order.orderId(), null, 3, 2, 1, 1, null, List.of()));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> {
                        var waiting = node.guest(order.cart(), path);
                        assertThat(waiting.text("/awaited/0/sku")).isEqualTo(sku.value());
                        assertThat(waiting.text("/awaited/0/quantity")).isEqualTo("2");
                    });
            var tag = node.guest(order.cart(), path).header("ETag");

            node.publish(
                    new BackorderFilled(
                            item, sku, order.orderId(), null, 2, 0, false, 3, 3, List.of()));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> {
                        var filled = node.guest(order.cart(), path);
                        assertThat(filled.json().get("awaited")).isEmpty();
                        assertThat(filled.header("ETag")).isNotEqualTo(tag);
                    });
        }

        @Test
        void tells_staff_why_it_is_on_hold_while_it_is() {
            var order = Orders.fresh();
            var path = "/api/v1/admin/orders/" + order.orderId();
            node.publish(order.untilConfirmed());
            var position =
                    node.publish(
                            new OrderPutOnHold(order.orderId(), HoldReason.ADDRESS_TO_BE_CHECKED));
            assertThat(node.staff("GET", path, at(position)).text("/hold/reason"))
                    .isEqualTo("ADDRESS_TO_BE_CHECKED");
            assertThat(
                            node.guest(order.cart(), "/api/v1/orders/" + order.orderId())
                                    .json()
                                    .has("hold"))
                    .isFalse();

            position = node.publish(new OrderTakenOffHold(order.orderId()));
            assertThat(node.staff("GET", path, at(position)).json().has("hold")).isFalse();
        }

        @Test
        void keeps_a_later_repayment_open_when_an_earlier_one_is_called_off() {
            var order = Orders.fresh();
            var first = PaymentId.next();
            var second = PaymentId.next();
            node.publish(order.untilConfirmed());
            node.publish(
                    new OrderPaymentLost(order.orderId(), order.paymentId()),
                    order.repaymentRequested(first),
                    new PaymentRequested(
                            first, order.orderId(), Orders.gbp(3174), "paypal", "redirect"));
            var position =
                    node.publish(
                            new RepaymentDropped(
                                    order.orderId(), first, RepaymentDropReason.OVERTAKEN),
                            order.repaymentRequested(second),
                            new PaymentRequested(
                                    second,
                                    order.orderId(),
                                    Orders.gbp(3174),
                                    "paypal",
                                    "redirect"),
                            new PaymentVoided(first, order.orderId(), false));

            var asked = node.staff("GET", "/api/v1/admin/orders/" + order.orderId(), at(position));
            assertThat(asked.text("/paymentStatus")).isEqualTo("PENDING");
            assertThat(asked.text("/payment/paymentId")).isEqualTo(second.value());
            assertThat(asked.text("/repayments/0/status")).isEqualTo("DROPPED");
            assertThat(asked.text("/repayments/1/status")).isEqualTo("OPEN");
        }

        @Test
        void tells_how_a_change_is_to_be_paid_and_what_it_costs_then() {
            var order = Orders.fresh();
            var edit = EditId.next();
            var first = PaymentId.of(edit);
            var second = PaymentId.next();
            var path = "/api/v1/orders/" + order.orderId();
            node.publish(order.untilConfirmed());
            var position =
                    node.publish(
                            order.editRequested(edit, 1000, 2000),
                            new PaymentRequested(
                                    first, order.orderId(), Orders.gbp(1000), "paypal", "checkout"),
                            new PaymentStarted(
                                    first, order.orderId(), "5O1", "https://paypal.example/5O1"));
            var open = node.guest(order.cart(), path, at(position));
            assertThat(open.text("/edits/0/payment/paymentId")).isEqualTo(first.value());
            assertThat(open.text("/edits/0/payment/nextStep"))
                    .isEqualTo("https://paypal.example/5O1");
            assertThat(open.text("/edits/0/payment/status")).isEqualTo("PENDING");
            assertThat(open.text("/payment/paymentId")).isEqualTo(order.paymentId().value());
            assertThat(open.text("/due/amount")).isEqualTo("3174");

            position =
                    node.publish(
                            new PaymentReplaced(
                                    first,
                                    order.orderId(),
                                    second,
                                    Orders.gbp(1000),
                                    "simulated",
                                    "tok_settle"),
                            new PaymentRequested(
                                    second,
                                    order.orderId(),
                                    Orders.gbp(1000),
                                    "simulated",
                                    "tok_settle"),
                            new PaymentSettled(second, order.orderId(), Orders.gbp(1000), "ch_2"),
                            order.linesCancelled(edit, 1000),
                            order.linesAdded(edit, second, 2000, 1000));
            var made = node.guest(order.cart(), path, at(position));
            assertThat(made.text("/edits/0/payment/paymentId")).isEqualTo(second.value());
            assertThat(made.text("/edits/0/payment/status")).isEqualTo("PAID");
            assertThat(made.text("/totals/total/amount")).isEqualTo("5174");
            assertThat(made.text("/due/amount")).isEqualTo("4174");
            assertThat(made.text("/payment/amount/amount")).isEqualTo("3174");

            position =
                    node.publish(
                            new RefundSettled(
                                    second,
                                    order.orderId(),
                                    RefundId.next(),
                                    Orders.gbp(1000),
                                    Orders.gbp(1000)),
                            order.refunded(4174, 4174));
            var refunded = node.guest(order.cart(), path, at(position));
            assertThat(refunded.text("/paymentStatus")).isEqualTo("REFUNDED");
            assertThat(refunded.text("/edits/0/payment/status")).isEqualTo("REFUNDED");
            assertThat(refunded.text("/payment/refunded/amount")).isEqualTo("3174");
        }

        @Test
        void shows_parcels_returns_and_the_notes_that_are_for_its_reader() {
            var order = Orders.fresh();
            var parcel = ShipmentId.next();
            var returnId = ReturnId.next();
            node.publish(order.untilConfirmed());
            node.publish(
                    order.processing(),
                    new ShipmentPacked(
                            order.orderId(),
                            parcel,
                            List.of(new LinePieces(1, new Sku("TONER-200"), 1)),
                            Fulfilment.PARTIAL),
                    new ShipmentDispatched(
                            order.orderId(),
                            parcel,
                            "DHL",
                            "D-1",
                            Orders.PLACED_AT,
                            Fulfilment.PARTIAL),
                    note(order, NoteAudience.CUSTOMER, "The rest follows."),
                    note(order, NoteAudience.INTERNAL, "Shelf 12 is empty."),
                    new InterventionRequested(
                            order.orderId(),
                            "cancellation-1/1/TONER-200",
                            InterventionReason.PIECES_NOT_TAKEN_BACK,
                            new SkuQuantity(new Sku("TONER-200"), 2),
                            "TOO_MANY_ON_HAND"));
            var position =
                    node.publish(
                            new ReturnRequested(
                                    order.orderId(),
                                    returnId,
                                    List.of(new LinePieces(1, new Sku("TONER-200"), 1)),
                                    ReturnReason.DAMAGED,
                                    Personal.of(order.customer().value(), "It leaks.")));
            var path = "/api/v1/orders/" + order.orderId();

            var seen = node.guest(order.cart(), path, at(position));
            assertThat(seen.text("/status")).isEqualTo("PROCESSING");
            assertThat(seen.text("/fulfilmentStatus")).isEqualTo("PARTIAL");
            assertThat(seen.text("/shipments/0/trackingNumber")).isEqualTo("D-1");
            assertThat(seen.text("/shipments/0/status")).isEqualTo("SHIPPED");
            assertThat(seen.text("/returns/0/comment")).isEqualTo("It leaks.");
            assertThat(seen.json().get("notes")).hasSize(1);
            assertThat(seen.text("/notes/0/text")).isEqualTo("The rest follows.");
            var tracking = node.guest(order.cart(), path + "/tracking", at(position));
            assertThat(tracking.text("/shipments/0/carrier")).isEqualTo("DHL");
            var again =
                    node.guest(
                            order.cart(),
                            path + "/tracking",
                            "If-None-Match",
                            tracking.header("ETag"));
            assertThat(again.status()).isEqualTo(304);
            var forStaff = node.staff("GET", "/api/v1/admin/orders/" + order.orderId());
            assertThat(forStaff.json().get("notes")).hasSize(2);
            assertThat(forStaff.text("/interventions/0/reason")).isEqualTo("PIECES_NOT_TAKEN_BACK");
            assertThat(seen.json().get("interventions")).isEmpty();
            var label =
                    node.staff(
                            "GET",
                            "/api/v1/admin/orders/%s/shipments/%s/label"
                                    .formatted(order.orderId(), parcel));
            assertThat(label.status()).isEqualTo(200);
            assertThat(label.header("Content-Type")).isEqualTo("application/pdf");
        }

        private static OrderNoteAdded note(Orders order, NoteAudience audience, String text) {
            return new OrderNoteAdded(
                    order.orderId(),
                    NoteId.next(),
                    audience,
                    Personal.of(order.customer().value(), text));
        }

        @Test
        void is_not_sent_again_until_it_changed() {
            var order = Orders.fresh();
            var position = node.publish(order.placed());
            var path = "/api/v1/admin/orders/" + order.orderId();
            var eTag = node.staff("GET", path, at(position)).header("ETag");

            assertThat(node.staff("GET", path, "If-None-Match", eTag).status()).isEqualTo(304);
            position = node.publish(order.cancelled());
            var changed =
                    node.staff(
                            "GET",
                            path,
                            "If-None-Match",
                            eTag,
                            "Cartulary-Position",
                            position.encode());
            assertThat(changed.status()).isEqualTo(200);
            assertThat(changed.text("/cancellationReason")).isEqualTo("CUSTOMER_REQUEST");
        }
    }

    @Test
    void an_answer_is_late_rather_than_stale() {
        var answer = node.staff("GET", "/api/v1/admin/orders", at(new Position(1_000_000)));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("/code")).isEqualTo("NOT_YET_VISIBLE");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void every_answer_after_a_position_shows_what_led_to_it() {
        IntStream.range(0, 50)
                .forEach(_ -> {
                    var order = Orders.fresh();
                    var position = node.publish(order.placed());
                    assertThat(
                                    node.guest(
                                                    order.cart(),
                                                    "/api/v1/orders/" + order.orderId(),
                                                    at(position))
                                            .status())
                            .isEqualTo(200);
                });
    }
}
