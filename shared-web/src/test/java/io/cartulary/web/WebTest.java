package io.cartulary.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.cart.CartId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The form every route has, over HTTP, on routes made for it.
class WebTest extends RunningServer {

    @Nested
    class Errors {

        @Test
        void name_the_field_and_what_would_be_right() throws Exception {
            var answer = post("{\"sku\":\"no spaces\",\"quantity\":1}", null);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(answer.body())
                    .contains(
                            "\"code\":\"INVALID_VALUE\"", "\"field\":\"sku\"", "a SKU has 1 to 64");
        }

        @Test
        void come_from_validation_in_the_same_form() throws Exception {
            assertThat(post("{\"sku\":\"MUG\",\"quantity\":0}", null).body())
                    .contains("\"code\":\"INVALID_VALUE\"", "\"field\":\"quantity\"");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        ''                          | word  | word is required
                        ?word=a&limit=many          | limit | The value of limit has the wrong form.
                        ?word=a&limit=99999999999   | limit | The value of limit has the wrong form.
                        ?word=a&from=yesterday      | from  | The value of from has the wrong form.
                        ?word=a&sku=no%20spaces     | sku   | a SKU has 1 to 64
                        ?word=a&kind=LENT           | kind  | kind must be one of SOLD, GIVEN\
                        """)
        void name_the_parameter_that_is_missing_or_of_the_wrong_form(
                String query, String field, String detail) throws Exception {
            var answer = get("/api/v1/products" + query, "Accept", "*/*");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(answer.body())
                    .contains("\"code\":\"INVALID_VALUE\"", "\"field\":\"" + field + "\"", detail)
                    .doesNotContain("io.cartulary", "java.");
        }

        @Test
        void name_the_header_that_is_missing() throws Exception {
            assertThat(get("/api/v1/categories", "Accept", "*/*").body())
                    .contains("\"code\":\"INVALID_VALUE\"", "\"field\":\"Shop-Name\"");
        }

        @Test
        void tell_nothing_of_the_inside() throws Exception {
            assertThat(post("{\"sku\":\"MUG\",\"quantity\":500}", null).body())
                    .contains("INTERNAL_ERROR")
                    .doesNotContain("made to fail");
        }
    }

    @Nested
    class Access {

        @Test
        void needs_a_cart_token_that_we_signed() throws Exception {
            var cart = CartId.next();
            assertThat(get("/api/v1/cart", "Cart-Token", tokens.issue(cart)).body())
                    .isEqualTo(cart.value());
            assertThat(get("/api/v1/cart", "Cart-Token", cart.value() + ".forged").statusCode())
                    .isEqualTo(401);
            assertThat(get("/api/v1/cart", "Accept", "*/*").body()).contains("CART_TOKEN_REQUIRED");
        }

        @Test
        void is_for_staff_below_admin() throws Exception {
            assertThat(get("/api/v1/admin/stock/mug", "Accept", "*/*").statusCode()).isEqualTo(401);
            assertThat(get("/api/v1/admin/stock/mug", "Authorization", basic("wrong")).statusCode())
                    .isEqualTo(401);
            assertThat(get("/api/v1/admin/stock/mug", "Authorization", basic(PASSWORD)).body())
                    .isEqualTo("MUG");
        }

        @Test
        void of_staff_who_ask_for_a_change_is_recorded_with_how_it_ended() throws Exception {
            var requests =
                    JdbcClient.create(database())
                            .sql(
                                    """
                                    select concat_ws(' ', actor, method, path, status) from staff_request
                                    where origin like 'p1:admin:%' and request_no > ? order by request_no\
                                    """);
            var before =
                    JdbcClient.create(database())
                            .sql("select coalesce(max(request_no), 0) from staff_request")
                            .query(Long.class)
                            .single();

            postAsStaff("{\"sku\":\"MUG\",\"quantity\":1}", "staff-change");
            postAsStaff("{\"sku\":\"MUG\",\"quantity\":0}", "staff-nonsense");
            get("/api/v1/admin/stock/mug", "Authorization", basic(PASSWORD));
            post("{\"sku\":\"MUG\",\"quantity\":1}", "guest-change");

            assertThat(requests.param(before).query(String.class).list())
                    .containsExactly(
                            "admin POST " + ORDERS + " 201", "admin POST " + ORDERS + " 400");
        }

        @Test
        void is_refused_to_what_has_no_rule() throws Exception {
            assertThat(get("/api/v1/unknown", "Authorization", basic(PASSWORD)).statusCode())
                    .isEqualTo(403);
        }

        @Test
        void to_health_is_open_and_to_metrics_is_not() throws Exception {
            assertThat(get("/actuator/health/readiness", "Accept", "*/*").statusCode())
                    .isEqualTo(HttpStatus.OK.value());
            assertThat(get("/actuator/prometheus", "Accept", "*/*").statusCode()).isEqualTo(401);
            assertThat(get("/actuator/prometheus", "Authorization", basic(PASSWORD)).body())
                    .contains("hikaricp_connections_active");
        }
    }
}
