package io.cartulary.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.cart.CartId;
import io.cartulary.events.inventory.Sku;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The form every route has, over HTTP, on two routes made for it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebTest {

    private static final String PASSWORD = "a-long-staff-password";
    private static final String ORDERS = "/api/v1/orders";

    @SpringBootApplication(scanBasePackages = {"io.cartulary.eventstore", "io.cartulary.web"})
    static class Application {}

    @RestController
    static class Routes {

        final AtomicInteger calls = new AtomicInteger();
        final AtomicInteger conflicts = new AtomicInteger();

        record Request(Sku sku, @Min(1) int quantity) {}

        record Answer(String id, String second, int call) {}

        @PostMapping(ORDERS)
        ResponseEntity<Answer> create(@Valid @RequestBody Request request, NewIds ids) {
            if (request.quantity() == 409 && conflicts.getAndIncrement() == 0) {
                throw new ConcurrencyException("made to conflict");
            }
            if (request.quantity() == 500) {
                throw new IllegalStateException("made to fail");
            }
            var answer =
                    new Answer(ids.next("order-"), ids.next("payment-"), calls.incrementAndGet());
            return ResponseEntity.created(URI.create(ORDERS + "/" + answer.id())).body(answer);
        }

        @PatchMapping(ORDERS)
        Answer change(@Valid @RequestBody Request request, NewIds ids) {
            return new Answer(ids.next("edit-"), "", calls.incrementAndGet());
        }

        @GetMapping("/api/v1/cart")
        String cart(@CurrentCart CartId cart) {
            return cart.value();
        }

        @GetMapping("/api/v1/admin/stock/{sku}")
        String stock(@PathVariable Sku sku) {
            return sku.value();
        }

        enum Kind {
            SOLD,
            GIVEN
        }

        @GetMapping("/api/v1/products")
        String list(
                @RequestParam String word,
                @RequestParam(defaultValue = "1") int limit,
                @RequestParam(required = false) Instant from,
                @RequestParam(required = false) Sku sku,
                @RequestParam(required = false) Kind kind) {
            return "%s %d %s %s %s".formatted(word, limit, from, sku, kind);
        }

        @GetMapping("/api/v1/categories")
        String categories(@RequestHeader("Shop-Name") String shop) {
            return shop;
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedPostgres postgres;
    private WebServerApplicationContext context;
    private CartTokens tokens;

    @BeforeAll
    void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database keys");
        }
        context =
                (WebServerApplicationContext)
                        new SpringApplicationBuilder(Application.class)
                                .properties(
                                        "spring.config.import=classpath:event-store.yml,classpath:web.yml",
                                        "spring.main.banner-mode=off")
                                .run(
                                        "--server.port=0",
                                        "--cartulary.security.staff-password=" + PASSWORD,
                                        "--cartulary.security.token-secret=0123456789abcdef0123456789abcdef",
                                        "--cartulary.databases.event-store.url="
                                                + postgres.getJdbcUrl("postgres", "postgres"),
                                        "--cartulary.databases.personal-keys.url="
                                                + postgres.getJdbcUrl("postgres", "keys"));
        tokens = context.getBean(CartTokens.class);
    }

    @AfterAll
    void stop() throws IOException {
        SpringApplication.exit(context);
        postgres.close();
    }

    @Nested
    class IdempotencyKeys {

        @Test
        void a_change_that_is_sent_again_is_made_once() throws Exception {
            var body = "{\"sku\":\"MUG\",\"quantity\":1}";
            var posted = post(body, "key-14").body();
            var changed = send("PATCH", body, "key-14").body();
            assertThat(changed).isNotEqualTo(posted);
            assertThat(send("PATCH", body, "key-14").body()).isEqualTo(changed);
        }

        @Test
        void make_a_repeated_request_take_effect_once() throws Exception {
            var first = post("{\"sku\":\"MUG\",\"quantity\":1}", "key-1");
            var again = post("{\"sku\":\"MUG\",\"quantity\":1}", "key-1");

            assertThat(first.statusCode()).isEqualTo(201);
            assertThat(first.headers().firstValue(Position.HEADER)).isPresent();
            assertThat(again.statusCode()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.headers().firstValue("Location"))
                    .isEqualTo(first.headers().firstValue("Location"));
        }

        @Test
        void refuse_another_body() throws Exception {
            post("{\"sku\":\"MUG\",\"quantity\":1}", "key-2");
            var other = post("{\"sku\":\"MUG\",\"quantity\":2}", "key-2");
            assertThat(other.statusCode()).isEqualTo(422);
            assertThat(other.body()).contains("IDEMPOTENCY_KEY_REUSED");
        }

        @Test
        void let_simultaneous_requests_get_one_answer() throws Exception {
            try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                Callable<String> request =
                        () -> post("{\"sku\":\"MUG\",\"quantity\":3}", "key-3").body();
                var answers = clients.invokeAll(Stream.generate(() -> request).limit(16).toList());
                assertThat(answers.stream().map(Future::resultNow).distinct()).hasSize(1);
            }
        }

        @Test
        void keep_no_failure_so_that_it_can_be_repeated() throws Exception {
            assertThat(post("{\"sku\":\"MUG\",\"quantity\":500}", "key-4").statusCode())
                    .isEqualTo(500);
            assertThat(post("{\"sku\":\"MUG\",\"quantity\":500}", "key-4").statusCode())
                    .isEqualTo(500);
        }

        @Test
        void keep_no_answer_that_asks_for_a_repetition() throws Exception {
            var body = "{\"sku\":\"MUG\",\"quantity\":409}";
            assertThat(post(body, "key-5").statusCode()).isEqualTo(409);
            assertThat(post(body, "key-5").statusCode()).isEqualTo(201);
        }

        @Test
        void wait_for_the_answer_of_another_process() throws Exception {
            var body = "{\"sku\":\"MUG\",\"quantity\":6}";
            var answer = post(body, "key-6").body();
            awaitAnswersWritten();
            try (var other = new LivingProcess(database())) {
                sql(
                        "update idempotent_request set status = null, runner = "
                                + other.number()
                                + ", created_at = 'epoch' where created_at = (select max(created_at) from idempotent_request)");
                try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                    var again = clients.submit(() -> post(body, "key-6"));
                    await().during(Duration.ofMillis(300))
                            .atMost(Duration.ofSeconds(2))
                            .until(() -> !again.isDone());
                    sql("update idempotent_request set status = 201 where created_at = 'epoch'");
                    assertThat(again.get().body()).isEqualTo(answer);
                }
            }
        }

        @Test
        void go_on_at_once_where_a_process_ended_without_an_answer() throws Exception {
            var body = "{\"sku\":\"MUG\",\"quantity\":7}";
            var first = post(body, "key-7").headers().firstValue("Location");
            awaitAnswersWritten();
            sql(
                    "update idempotent_request set status = null, runner = 1 where created_at = (select max(created_at) from idempotent_request)");

            assertThat(post(body, "key-7").headers().firstValue("Location")).isEqualTo(first);
        }

        @Test
        void are_left_to_this_process_after_the_database_was_away() throws Exception {
            post("{\"sku\":\"MUG\",\"quantity\":1}", "key-11");
            sql(
                    "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objsubid = 1");

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> {
                        post("{\"sku\":\"MUG\",\"quantity\":1}", UUID.randomUUID().toString());
                        assertThat(
                                        number(
                                                "select count(*) from pg_locks where locktype = 'advisory' and objsubid = 1"))
                                .isEqualTo(1);
                    });
        }

        /// The answer's commit did not wait for the disk, and was lost in a crash of the database.
        @Test
        void are_answered_anew_when_the_database_lost_the_answer() throws Exception {
            var body = "{\"sku\":\"MUG\",\"quantity\":1}";
            var first = post(body, "key-13").headers().firstValue("Location");
            await().until(() ->
                    number(
                                    "select count(*) from idempotent_request where status is null and runner is not null")
                            == 0);
            var process =
                    number(
                            "select classid::bigint << 32 | objid::bigint from pg_locks where locktype = 'advisory' and objsubid = 1");
            sql(
                    "update idempotent_request set status = null, answer = null, runner = %d where created_at = (select max(created_at) from idempotent_request)"
                            .formatted(process));
            sql(
                    "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objsubid = 1");

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> {
                        var again = post(body, "key-13");
                        assertThat(again.statusCode()).isEqualTo(201);
                        assertThat(again.headers().firstValue("Location")).isEqualTo(first);
                    });
        }

        @Test
        void are_asked_for_again_while_the_database_is_away() throws Exception {
            sql(
                    """
                    create function be_away() returns trigger language plpgsql
                    as 'begin raise exception ''made to be away'' using errcode = ''57P01''; end';
                    create trigger away before insert on idempotent_request execute function be_away()\
                    """);
            try {
                var answer = post("{\"sku\":\"MUG\",\"quantity\":1}", "key-12");
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
                assertThat(answer.body())
                        .contains("STORE_UNAVAILABLE")
                        .doesNotContain("made to be away");
            } finally {
                sql("drop trigger away on idempotent_request");
            }
            assertThat(post("{\"sku\":\"MUG\",\"quantity\":1}", "key-12").statusCode())
                    .isEqualTo(201);
        }

        @Test
        void are_forgotten_after_thirty_days() throws Exception {
            var body = "{\"sku\":\"MUG\",\"quantity\":8}";
            var first = post(body, "key-8").body();
            awaitAnswersWritten();
            sql(
                    "update idempotent_request set created_at = now() - interval '31 days' where created_at = (select max(created_at) from idempotent_request)");
            sql(
                    "insert into idempotent_request (id, body_sha256, seed, created_at) select sha256(n::text::bytea), 'x', gen_random_uuid(), now() - interval '40 days' from generate_series(1, 2500) n");

            assertThat(context.getBean(IdempotentRequests.class).forgetExpired())
                    .isGreaterThanOrEqualTo(2501);
            assertThat(post(body, "key-8").body()).isNotEqualTo(first);
        }

        @Test
        void keep_answers_sealed() throws Exception {
            post("{\"sku\":\"MUG\",\"quantity\":9}", "key-9");
            awaitAnswersWritten();
            try (var connection = database().getConnection();
                    var statement = connection.createStatement();
                    var rows =
                            statement.executeQuery(
                                    "select answer from idempotent_request where answer is not null")) {
                while (rows.next()) {
                    assertThat(rows.getString(1)).startsWith("p1:").doesNotContain("order-");
                }
            }
        }

        @Test
        void take_a_large_body_from_staff_only() throws Exception {
            var large = "{\"sku\":\"MUG\",\"quantity\":1}" + " ".repeat(3 << 20);
            assertThat(post(large, "key-10").statusCode()).isEqualTo(413);
            assertThat(postAsStaff(large, "key-10").statusCode()).isEqualTo(201);
        }

        @Test
        void are_optional() throws Exception {
            assertThat(post("{\"sku\":\"MUG\",\"quantity\":1}", null).body())
                    .isNotEqualTo(post("{\"sku\":\"MUG\",\"quantity\":1}", null).body());
        }
    }

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

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("admin:" + password).getBytes());
    }

    private HttpResponse<String> post(String body, String key)
            throws IOException, InterruptedException {
        return send("POST", body, key);
    }

    private HttpResponse<String> send(String method, String body, String key)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(uri(ORDERS))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header(IdempotencyFilter.HEADER, key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> postAsStaff(String body, String key)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(ORDERS))
                        .header("Content-Type", "application/json")
                        .header("Authorization", basic(PASSWORD))
                        .header(IdempotencyFilter.HEADER, key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private DataSource database() {
        return context.getBean(DataSource.class);
    }

    /// An answer is given before it is written.
    private void awaitAnswersWritten() {
        var unanswered =
                JdbcClient.create(database())
                        .sql(
                                "select count(*) from idempotent_request where status is null and runner is not null")
                        .query(Integer.class);
        await().until(() -> unanswered.single() == 0);
    }

    private void sql(String statement) throws SQLException {
        try (var connection = database().getConnection();
                var running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    private long number(String query) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private HttpResponse<String> get(String path, String header, String value)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path)).header(header, value).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + context.getWebServer().getPort() + path);
    }
}
