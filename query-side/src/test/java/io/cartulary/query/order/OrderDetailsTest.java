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
import io.cartulary.query.QueryNode.Answer;
import io.cartulary.web.consistency.Position;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Orders as their owner and staff see them, over HTTP.
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
        void is_hidden_from_other_shoppers_and_from_nobody() {
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
            var anew = PaymentId.next();
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
                            order.repaymentRequested(anew),
                            new PaymentRequested(
                                    anew, order.orderId(), Orders.gbp(3174), "paypal", "redirect"),
                            new PaymentStarted(
                                    anew, order.orderId(), "5O2", "https://www.paypal.com/5O2"));
            var asked = node.staff("GET", path, at(position));
            assertThat(asked.text("/paymentStatus")).isEqualTo("PENDING");
            assertThat(asked.text("/payment/paymentId")).isEqualTo(anew.value());
            assertThat(asked.text("/payment/nextStep")).isEqualTo("https://www.paypal.com/5O2");
            assertThat(asked.text("/repayments/0/status")).isEqualTo("OPEN");

            position =
                    node.publish(
                            new PaymentSettled(anew, order.orderId(), Orders.gbp(3174), "5O2"),
                            new RepaymentReceived(order.orderId(), anew, Orders.gbp(3174)));
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

    @Nested
    class Lists {

        @Test
        void show_a_shoppers_orders_page_by_page() {
            var first = Orders.fresh();
            var expected = new HashSet<String>();
            var position = node.publish(first.placed());
            expected.add(first.orderId().value());
            for (var i = 0; i < 6; i++) {
                var next = first.another();
                expected.add(next.orderId().value());
                position = node.publish(next.placed(Orders.PLACED_AT.plusSeconds(i % 3)));
            }

            var seen = new HashSet<String>();
            var path = "/api/v1/orders?limit=3";
            for (var page = 0; page < 3; page++) {
                var answer = node.guest(first.cart(), path, at(position));
                answer.json()
                        .get("items")
                        .forEach(order -> seen.add(order.at("/orderId").asString()));
                path = "/api/v1/orders?limit=3&cursor=" + answer.text("/next");
                assertThat(answer.json().has("next")).isEqualTo(page < 2);
            }
            assertThat(seen).isEqualTo(expected);
        }

        @Test
        void find_an_order_by_its_number_or_its_status() {
            var order = Orders.fresh();
            var position = node.publish(order.untilConfirmed());

            var byNumber =
                    node.staff(
                            "GET", "/api/v1/admin/orders?number=" + order.number(), at(position));
            assertThat(byNumber.text("/items/0/orderId")).isEqualTo(order.orderId().value());
            var others =
                    node.staff(
                            "GET",
                            "/api/v1/admin/orders?status=PENDING&customerId=" + order.customer(),
                            at(position));
            assertThat(others.json().get("items")).isEmpty();
            var ofCustomer = "/api/v1/admin/orders?customerId=" + order.customer() + "&";
            assertThat(node.staff("GET", ofCustomer + "to=" + Orders.PLACED_AT).json().get("items"))
                    .isEmpty();
            assertThat(
                            node.staff("GET", ofCustomer + "from=" + Orders.PLACED_AT)
                                    .json()
                                    .get("items"))
                    .hasSize(1);
        }

        @Test
        void find_orders_by_where_they_their_money_and_their_goods_are() {
            var pending = Orders.fresh();
            var confirmed = pending.another();
            var shipped = pending.another();
            var repaid = pending.another();
            node.publish(pending.placed(Orders.PLACED_AT.plusSeconds(1)));
            node.publish(
                    confirmed.placed(Orders.PLACED_AT.plusSeconds(2)),
                    confirmed.paymentSettled(),
                    confirmed.confirmed());
            node.publish(
                    shipped.placed(Orders.PLACED_AT.plusSeconds(3)),
                    shipped.paymentSettled(),
                    shipped.confirmed());
            node.publish(shipped.processing(), shipped.shipped());
            node.publish(
                    repaid.placed(Orders.PLACED_AT.plusSeconds(4)),
                    repaid.paymentSettled(),
                    repaid.confirmed());
            var position = node.publish(repaid.shipped(), repaid.refunded(1000, 1000));

            var path = "/api/v1/admin/orders?customerId=" + pending.customer();
            assertThat(orders(node.staff("GET", path, at(position))))
                    .containsExactly(
                            repaid.orderId().value(),
                            shipped.orderId().value(),
                            confirmed.orderId().value(),
                            pending.orderId().value());
            assertThat(orders(node.staff("GET", path + "&paymentStatus=PAID")))
                    .containsExactly(shipped.orderId().value(), confirmed.orderId().value());
            assertThat(orders(node.staff("GET", path + "&paymentStatus=partially_refunded")))
                    .containsExactly(repaid.orderId().value());
            assertThat(orders(node.staff("GET", path + "&fulfilmentStatus=shipped")))
                    .containsExactly(repaid.orderId().value(), shipped.orderId().value());
            assertThat(
                            orders(
                                    node.staff(
                                            "GET",
                                            path
                                                    + "&status=CONFIRMED&paymentStatus=PAID"
                                                    + "&fulfilmentStatus=UNFULFILLED&number="
                                                    + confirmed.number())))
                    .containsExactly(confirmed.orderId().value());
            assertThat(orders(node.staff("GET", path + "&status=PENDING&paymentStatus=PAID")))
                    .isEmpty();

            var paid = path + "&paymentStatus=PAID&limit=1";
            var first = node.staff("GET", paid);
            var second = node.staff("GET", paid + "&cursor=" + first.text("/next"));
            assertThat(orders(first)).containsExactly(shipped.orderId().value());
            assertThat(orders(second)).containsExactly(confirmed.orderId().value());
            assertThat(second.json().has("next")).isFalse();
        }

        private static List<String> orders(Answer page) {
            return page.json()
                    .get("items")
                    .valueStream()
                    .map(one -> one.at("/orderId").asString())
                    .toList();
        }

        @ParameterizedTest
        @CsvSource({
            "status, SENT, CANCELLED",
            "paymentStatus, paid_in_part, PARTIALLY_PAID",
            "fulfilmentStatus, GONE, UNFULFILLED"
        })
        void tell_which_values_a_condition_may_have(String field, String value, String possible) {
            var answer = node.staff("GET", "/api/v1/admin/orders?%s=%s".formatted(field, value));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("/code")).isEqualTo("INVALID_VALUE");
            assertThat(answer.text("/field")).isEqualTo(field);
            assertThat(answer.text("/detail")).contains(field + " must be one of", possible);
        }

        @Test
        void find_orders_by_the_number_of_a_refund_that_another_system_gave() {
            var first = Orders.fresh();
            var second = Orders.fresh();
            var refund = "C" + first.number();
            node.publish(first.past(), first.pastRefund(refund, 1250));
            // The same document, about another order, and once more with a later file.
            var position =
                    node.publish(
                            second.past(),
                            second.pastRefund(refund, 1250),
                            second.pastRefund(refund + "/2", 2500));

            var found = node.staff("GET", "/api/v1/admin/orders?number=" + refund, at(position));
            assertThat(
                            found.json()
                                    .get("items")
                                    .valueStream()
                                    .map(one -> one.at("/number").asString()))
                    .containsExactlyInAnyOrder(first.number(), second.number());
            assertThat(
                            node.staff(
                                            "GET",
                                            "/api/v1/admin/orders?number=" + refund.substring(0, 9))
                                    .json()
                                    .get("items"))
                    .isEmpty();
            var order = node.staff("GET", "/api/v1/admin/orders/" + second.orderId());
            assertThat(order.json().get("importedRefunds")).hasSize(2);
            assertThat(order.text("/importedRefunds/0/number")).isEqualTo(refund);
            assertThat(order.text("/importedRefunds/0/amount/amount")).isEqualTo("1250");
            assertThat(order.text("/importedRefunds/0/lines/0/sku")).isEqualTo("TONER-200");
            assertThat(order.text("/importedRefunds/0/lines/0/quantity")).isEqualTo("1");
            assertThat(order.text("/importedRefunds/0/at"))
                    .isEqualTo(Orders.PLACED_AT.plusSeconds(1250).toString());
        }

        @Test
        void refuse_a_cursor_that_was_changed_and_a_limit_beyond_reason() {
            assertThat(node.staff("GET", "/api/v1/admin/orders?cursor=abc").text("/field"))
                    .isEqualTo("cursor");
            assertThat(node.staff("GET", "/api/v1/admin/orders?limit=1000").text("/field"))
                    .isEqualTo("limit");
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
        IntStream.range(0, 200)
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
