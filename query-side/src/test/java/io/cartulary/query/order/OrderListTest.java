package io.cartulary.query.order;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.query.QueryNode;
import io.cartulary.query.QueryNode.Answer;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.SAME_THREAD)
class OrderListTest {

    private final QueryNode node = QueryNode.shared();

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
        void say_which_values_a_condition_may_have(String field, String value, String possible) {
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
}
