package io.cartulary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.web.access.RouteTable.Side;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Nodes that are gone, not ready, or break off.
class GatewayFailureTest extends RunningGateway {

    @Nested
    class Failing {

        @Test
        void asks_no_node_that_says_it_is_not_ready() throws Exception {
            QUERY_1.answersReadiness(503);
            try {
                await().until(() -> nodes.availableOf(Side.QUERY) == 1);
                for (int number = 0; number < 6; number++) {
                    send("GET", "/api/v1/orders/unready");
                }
            } finally {
                QUERY_1.answersReadiness(200);
            }

            assertThat(QUERY_1.asked("/api/v1/orders/unready")).isEmpty();
            assertThat(QUERY_2.asked("/api/v1/orders/unready")).hasSize(6);
        }

        @Test
        void sends_a_command_to_the_next_node_if_one_is_gone() throws Exception {
            COMMAND_1.stops();
            try {
                for (int number = 0; number < 6; number++) {
                    HttpResponse<String> response =
                            send(
                                    request("/api/v1/orders/gone/returns")
                                            .POST(HttpRequest.BodyPublishers.ofString("order")));
                    assertThat(response.statusCode()).isEqualTo(200);
                }
            } finally {
                COMMAND_1.startsAgain();
            }
            assertThat(COMMAND_2.asked("/api/v1/orders/gone/returns"))
                    .hasSize(6)
                    .allMatch(asked -> asked.body().equals("order"));
        }

        @Test
        void says_when_to_come_back_if_no_node_is_left() throws Exception {
            QUERY_1.stops();
            QUERY_2.stops();
            try {
                HttpResponse<String> response = send("GET", "/api/v1/orders/none");

                assertProblem(response, 503, "NO_NODE_AVAILABLE");
                assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
            } finally {
                QUERY_1.startsAgain();
                QUERY_2.startsAgain();
            }
        }

        @Test
        void does_not_repeat_a_command_that_may_have_taken_effect() throws Exception {
            String path = "/api/v1/payments/mpesa/callback/once/breaks-off";

            HttpResponse<String> response =
                    send(request(path).POST(HttpRequest.BodyPublishers.ofString("order")));

            assertProblem(response, 502, "NODE_FAILED");
            assertThat(COMMAND_1.asked(path).size() + COMMAND_2.asked(path).size()).isEqualTo(1);
        }
    }

    @Nested
    class Breaking {

        @Test
        void leaves_nodes_alone_that_keep_breaking_off_and_asks_them_again_later()
                throws Exception {
            String path = "/api/v1/payments/mpesa/callback/often/breaks-off";
            HttpRequest.Builder order =
                    request(path).POST(HttpRequest.BodyPublishers.ofString("order"));
            await().until(() -> send(order).statusCode() == 503);
            int asked = COMMAND_1.asked(path).size() + COMMAND_2.asked(path).size();

            assertProblem(send(order), 503, "NO_NODE_AVAILABLE");
            assertThat(COMMAND_1.asked(path).size() + COMMAND_2.asked(path).size())
                    .isEqualTo(asked);
            await().untilAsserted(() ->
                    assertThat(send("POST", "/api/v1/orders/after/returns").statusCode())
                            .isEqualTo(200));
        }
    }
}
