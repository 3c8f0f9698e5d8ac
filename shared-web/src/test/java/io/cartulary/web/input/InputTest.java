package io.cartulary.web.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.tests.access.TestIssuer;
import io.cartulary.web.RunningServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What comes from outside means what it says, or is refused with the field at fault.
class InputTest extends RunningServer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Nested
    class Bodies {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                textBlock =
                        """
                        "Note": "a"                           | Note              | it is written note
                        "colour": "red"                       | colour            | is not known here; known are
                        "note": "a", "note": "b"              | note              | must be given once
                        "note": null                          | note              | must not be null
                        "lines": null                         | lines             | must not be null
                        "lines": [null]                       | lines[0]          | must not be null
                        "more": {"a": {"b": null}}            | more.a.b          | must not be null
                        "quantity": 1.5                       | quantity          | must be a whole number
                        "quantity": 1.0                       | quantity          | must be a whole number
                        "quantity": "1"                       | quantity          | must be a whole number
                        "quantity": 99999999999               | quantity          | must be a whole number
                        "quantity": 1e999999999               | quantity          | must be a number of at most 25 digits
                        "kind": 0                             | kind              | must be one of SOLD, GIVEN
                        "kind": "0"                           | kind              | must be one of SOLD, GIVEN
                        "kind": "sold"                        | kind              | must be one of SOLD, GIVEN
                        "kind": ""                            | kind              | must be one of SOLD, GIVEN
                        "gift": 1                             | gift              | must be true or false
                        "gift": "true"                        | gift              | must be true or false
                        "note": 5                             | note              | must be a text
                        "note": true                          | note              | must be a text
                        "note": ["a"]                         | note              | must be a text
                        "note": " "                           | note              | must not be blank
                        "note": "a\\u0000b"                   | note              | must not have the control character U+0000
                        "note": "\\ud83d"                     | note              | must not have half a character
                        "more": {"a": ["\\udc00"]}            | more.a[0]         | must not have half a character
                        "more": {"a\\u0000": 1}               | more              | has a member whose name
                        "sku": 5                              | sku               | must be a text
                        "lines": {}                           | lines             | must be a list
                        "lines": [{"line": 1, "quantity": 0}] | lines[0].quantity | must be greater than or equal to 1
                        "lines": [{"line": 0, "quantity": 1}] | lines[0].line     | must be at least 1
                        "lines": [{"line": 1, "pieces": 1}]   | lines[0].pieces   | is not known here; known are line, quantity
                        "price": 5                            | price             | must be an amount
                        "price": {"amount": 5}                | price.currency    | is required
                        "price": {"currency": "EUR"}          | price.amount      | is required
                        "price": {"amount": 5, "currency": "EURO"} | price.currency | must be a currency's code
                        "price": {"amount": 5.5, "currency": "EUR"} | price.amount | must be a whole number
                        "price": {"amount": 1000000000001, "currency": "EUR"} | price.amount | must be at most
                        "price": {"amount": 5, "currency": "EUR", "scale": 2} | price.scale | is not known here
                        "at": "2011-02-31T00:00:00Z"          | at                | must be a time
                        "at": "+999999999-12-31T00:00:00Z"    | at                | must be a time
                        "at": 1300000000                      | at                | must be a text, a time\
                        """)
        void name_the_member_at_fault_and_what_would_be_right(
                String member, String field, String detail) throws Exception {
            var answer = post(with(member), null);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            var problem = JSON.readTree(answer.body());
            assertThat(problem.path("code").asString()).isEqualTo("INVALID_VALUE");
            assertThat(problem.path("field").asString()).isEqualTo(field);
            assertThat(problem.path("detail").asString()).contains(detail);
            assertTellsNothingOfJava(answer);
        }

        /// The member in place of the one of the same name, or beside the others.
        private static String with(String member) {
            var others = new ArrayList<>(List.of("\"sku\":\"MUG\"", "\"quantity\":1"));
            others.removeIf(other -> member.startsWith(other.substring(0, other.indexOf(':'))));
            others.add(member);
            return "{" + String.join(",", others) + "}";
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "nonsense",
                    "{\"sku\":\"MUG\",\"quantity\":1}x",
                    "{\"sku\":\"MUG\",\"quantity\":1}{}",
                    "{\"sku\":\"MUG\",\"quantity\":01}",
                    "{\"sku\":\"MUG\",\"quantity\":NaN}",
                    "[]",
                    "\"text\"",
                    "1",
                    "null"
                })
        void are_refused_as_a_whole_when_they_are_none(String body) throws Exception {
            var answer = post(body, null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("\"code\":\"INVALID_VALUE\"");
            assertTellsNothingOfJava(answer);
        }

        @Test
        void have_texts_of_a_bounded_length_and_answers_do_not_repeat_them() throws Exception {
            var long501 = "x".repeat(501);
            assertThat(post(with("note", long501), null).body()).contains("at most 500 characters");
            assertThat(post(with("comment", long501), null).statusCode()).isEqualTo(201);
            assertThat(post(with("comment", "x".repeat(2_001)), null).body())
                    .contains("at most 2000 characters");
            var answer = post("{\"sku\":\"" + "M".repeat(200_000) + "\",\"quantity\":1}", null);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).hasSizeLessThan(1_000).contains("\"field\":\"sku\"");
        }

        @Test
        void are_bounded_in_depth_and_in_number() throws Exception {
            var deep = "[".repeat(50) + "]".repeat(50);
            assertThat(post(body("more", "{\"a\":" + deep + "}"), null).body())
                    .contains("is nested deeper than 20 levels");
            var many =
                    IntStream.range(0, 1_001)
                            .mapToObj(n -> "{\"line\":1,\"quantity\":1}")
                            .collect(Collectors.joining(",", "[", "]"));
            assertThat(post(body("lines", many), null).body())
                    .contains("\"field\":\"lines\"", "at most 1000 elements");
        }

        @Test
        void that_a_value_refuses_after_they_were_read_are_the_callers_fault() throws Exception {
            var answer = post("{\"sku\":\"MUG\",\"quantity\":423}", null);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"field\":\"quantity\"", "must not be 423");
        }

        private static String with(String member, String text) {
            return body(member, "\"" + text + "\"");
        }

        private static String body(String member, String value) {
            return "{\"sku\":\"MUG\",\"quantity\":1,\"" + member + "\":" + value + "}";
        }
    }

    @Nested
    class Parameters {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        at=2026-01-01T00:00:00Z | at    | is not known here; known are from, kind, limit
                        Limit=5                 | Limit | is not known here
                        limit=5&limit=6         | limit | must be given once
                        limit=1.5               | limit | must be a whole number
                        limit=0x10              | limit | must be a whole number
                        limit=%2B5              | limit | must be a whole number
                        from=2011-02-31T00:00:00Z | from | must be a time
                        kind=1                  | kind  | must be one of SOLD, GIVEN
                        sku=a%00b               | sku   | must not have the control character U+0000\
                        """)
        void are_known_and_of_their_form_or_refused_by_name(
                String query, String field, String detail) throws Exception {
            var answer = get("/api/v1/products?word=a&" + query, "Accept", "*/*");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("\"code\":\"INVALID_VALUE\"", "\"field\":\"" + field + "\"", detail);
            assertTellsNothingOfJava(answer);
        }

        @Test
        void are_not_taken_where_a_route_has_none() throws Exception {
            assertThat(get("/api/v1/categories?page=2", "Shop-Name", "a").body())
                    .contains("\"field\":\"page\"", "this route takes no parameters");
        }

        @ParameterizedTest
        @ValueSource(strings = {"word=%", "word=%zz", "word=%FF"})
        void that_are_not_encoded_are_refused(String query) throws Exception {
            var answer = rawGet("/api/v1/products?" + query);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "INVALID_VALUE")
                    .doesNotContain("Exception", "java.");
        }

        @Test
        void in_a_path_hold_what_can_be_stored() throws Exception {
            var sku = URLEncoder.encode("M\u0001", StandardCharsets.UTF_8);
            var answer = get("/api/v1/admin/stock/" + sku, "Authorization", TestIssuer.bearer());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        }
    }

    private static void assertTellsNothingOfJava(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body())
                .hasSizeLessThan(2_000)
                .doesNotContain(
                        "io.cartulary", "java.", "tools.jackson", "Exception", "deserialize");
    }
}
