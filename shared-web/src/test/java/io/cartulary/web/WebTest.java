package io.cartulary.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cartulary.events.cart.CartId;
import io.cartulary.tests.access.TestIssuer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
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
                        ?word=a&limit=many          | limit | limit must be a whole number
                        ?word=a&limit=99999999999   | limit | limit must be a whole number of at most 2147483647
                        ?word=a&from=yesterday      | from  | from must be a time
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
        void name_the_request_as_its_lines_in_the_log_do() throws Exception {
            var log = new ListAppender<ILoggingEvent>();
            log.start();
            var logger = (Logger) LoggerFactory.getLogger("io.cartulary.web.problem");
            logger.addAppender(log);
            try {
                var answer = post("{\"sku\":\"MUG\",\"quantity\":500}", null);
                assertThat(log.list)
                        .anySatisfy(line ->
                                assertThat(line.getMDCPropertyMap())
                                        .containsEntry(
                                                "requestId",
                                                answer.headers()
                                                        .firstValue("X-Request-Id")
                                                        .orElseThrow()));
            } finally {
                logger.detachAppender(log);
            }
            assertThat(
                            get("/api/v1/cart", "X-Request-Id", "mine-4711")
                                    .headers()
                                    .firstValue("X-Request-Id"))
                    .hasValue("mine-4711");
            assertThat(
                            get("/api/v1/admin/stock/mug", "X-Request-Id", "not a <name>")
                                    .headers()
                                    .firstValue("X-Request-Id"))
                    .isPresent()
                    .get()
                    .isNotEqualTo("not a <name>");
        }

        @Test
        void say_nothing_of_the_inside() throws Exception {
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
            for (var refused : List.of("Basic YWRtaW46YWRtaW4=", "Bearer made.up.token")) {
                assertThat(get("/api/v1/admin/stock/mug", "Authorization", refused).statusCode())
                        .isEqualTo(401);
            }
            assertThat(
                            get(
                                            "/api/v1/admin/stock/mug",
                                            "Authorization",
                                            TestIssuer.bearer("CUSTOMER"))
                                    .statusCode())
                    .isEqualTo(403);
            assertThat(get("/api/v1/admin/stock/mug", "Authorization", TestIssuer.bearer()).body())
                    .isEqualTo("MUG");
        }

        @Test
        void of_staff_who_ask_for_a_change_is_recorded_with_how_it_ended() throws Exception {
            var requests =
                    JdbcClient.create(database())
                            .sql(
                                    """
                                    select concat_ws(' ', actor, method, path, status) from staff_request
                                    where origin like 'p1:account-of-tests:%' and request_no > ? order by request_no\
                                    """);
            var before =
                    JdbcClient.create(database())
                            .sql("select coalesce(max(request_no), 0) from staff_request")
                            .query(Long.class)
                            .single();

            postAsStaff("{\"sku\":\"MUG\",\"quantity\":1}", "staff-change");
            postAsStaff("{\"sku\":\"MUG\",\"quantity\":0}", "staff-nonsense");
            get("/api/v1/admin/stock/mug", "Authorization", TestIssuer.bearer());
            post("{\"sku\":\"MUG\",\"quantity\":1}", "guest-change");

            assertThat(requests.param(before).query(String.class).list())
                    .containsExactly(
                            TestIssuer.ACCOUNT + " POST " + ORDERS + " 201",
                            TestIssuer.ACCOUNT + " POST " + ORDERS + " 400");
        }

        @Test
        void is_refused_to_what_has_no_rule() throws Exception {
            assertThat(
                            get("/api/v1/admin/forgotten", "Authorization", TestIssuer.bearer())
                                    .statusCode())
                    .isEqualTo(403);
        }

        @Test
        void to_health_is_open_and_to_metrics_is_not() throws Exception {
            assertThat(get("/actuator/health/readiness", "Accept", "*/*").statusCode())
                    .isEqualTo(HttpStatus.OK.value());
            assertThat(get("/actuator/prometheus", "Accept", "*/*").statusCode()).isEqualTo(401);
            assertThat(get("/actuator/prometheus", "Authorization", TestIssuer.bearer()).body())
                    .contains("hikaricp_connections_active");
        }
    }

    /// What is wrong for every caller is answered before anyone has to say who they are.
    @Nested
    class Routes {

        @Test
        void that_do_not_exist_are_not_found() throws Exception {
            for (var path : List.of("/api/v1/unknown", "/api/v1/admin/unknown", "/", "/error")) {
                var answer = get(path, "Accept", "*/*");
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                assertThat(answer.body()).contains("\"code\":\"NOT_FOUND\"");
            }
        }

        @Test
        void have_methods_and_name_them() throws Exception {
            var answer = rawAs("DELETE", ORDERS);
            assertThat(answer)
                    .startsWith("HTTP/1.1 405")
                    .contains("Allow: OPTIONS, PATCH, POST", "METHOD_NOT_ALLOWED");
            assertThat(rawAs("OPTIONS", "/api/v1/admin/stock/MUG"))
                    .startsWith("HTTP/1.1 204")
                    .contains("Allow: GET, HEAD, OPTIONS");
            assertThat(rawAs("OPTIONS", "/api/v1/unknown")).startsWith("HTTP/1.1 404");
        }

        @Test
        void are_not_taken_for_anything_else_by_browsers() throws Exception {
            for (var path : List.of("/api/v1/unknown", "/api/v1/cart", "/api/v1/categories")) {
                assertThat(get(path, "Accept", "*/*").headers().allValues("X-Content-Type-Options"))
                        .as(path)
                        .containsExactly("nosniff");
            }
        }

        @Test
        void that_can_be_read_answer_head() throws Exception {
            assertThat(rawAs("HEAD", "/api/v1/products?word=a")).startsWith("HTTP/1.1 200");
            assertThat(rawAs("HEAD", "/api/v1/admin/stock/MUG")).startsWith("HTTP/1.1 401");
        }

        @Test
        void let_scripts_of_other_origins_read_our_headers() throws Exception {
            assertThat(
                            raw(
                                    "GET /api/v1/products?word=a HTTP/1.1\r\nHost: localhost\r\n"
                                            + "Origin: https://shop.example\r\nConnection: close\r\n\r\n"))
                    .contains("Access-Control-Expose-Headers: ", "X-Request-Id");
        }

        @Test
        void answer_a_problem_to_who_accepts_what_is_no_media_type() throws Exception {
            var answer = get("/api/v1/products?word=a", "Accept", "nonsense");
            assertThat(answer.statusCode()).isEqualTo(406);
            assertThat(answer.body()).contains("NOT_ACCEPTABLE");
        }

        @Test
        void answer_a_problem_to_pages_of_origins_that_are_not_allowed() throws Exception {
            assertThat(
                            raw(
                                    "GET /api/v1/products?word=a HTTP/1.1\r\nHost: localhost\r\n"
                                            + "Origin: https://evil.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 403")
                    .contains("application/problem+json", "ORIGIN_NOT_ALLOWED")
                    .doesNotContain("Access-Control-Allow-Origin");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/api/v1/products%00",
                    "/api/v1/products/%2e%2e/admin",
                    "/api/v1//products",
                    "/api/v1/products;a=b",
                    "/api/v1/products/<x>",
                    "/api/v1/%zz",
                    "/api/v1/products?a=<\"",
                    "//"
                })
        void answer_a_problem_to_a_target_that_is_none(String target) throws Exception {
            assertThat(rawGet(target))
                    .matches("(?s)HTTP/1.1 40[04].*")
                    .contains("application/problem+json", "\"code\":\"")
                    .matches(answer ->
                            answer.contains(" 404 ") || answer.contains("\"field\":\"request\""))
                    .doesNotContain("<html", "timestamp", "Exception");
        }

        @Test
        void answer_a_problem_to_headers_that_are_none() throws Exception {
            assertThat(
                            raw(
                                    "GET /api/v1/products HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json");
        }

        @ParameterizedTest
        @CsvSource({"bogus, 400", "\"bogus\", 412", "*, 201"})
        void that_change_something_never_pass_over_if_match(String expected, int status)
                throws Exception {
            var body = "{\"sku\":\"MUG\",\"quantity\":1}";
            assertThat(
                            raw(
                                    "POST "
                                            + ORDERS
                                            + " HTTP/1.1\r\nHost: localhost\r\n"
                                            + "Content-Type: application/json\r\nContent-Length: "
                                            + body.length()
                                            + "\r\nIf-Match: "
                                            + expected
                                            + "\r\nConnection: close\r\n\r\n"
                                            + body))
                    .startsWith("HTTP/1.1 " + status);
        }

        private String rawAs(String method, String target) throws IOException {
            return raw(
                    method
                            + " "
                            + target
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        }
    }
}
