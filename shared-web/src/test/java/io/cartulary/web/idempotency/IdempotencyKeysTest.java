package io.cartulary.web.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.web.ApiHeaders;
import io.cartulary.web.RunningServer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Requests with an `Idempotency-Key`, over HTTP.
class IdempotencyKeysTest extends RunningServer {

    /// Other tests run beside this one, on databases of the same cluster.
    private static final String LOCKS_OF_THIS_SERVER =
            """
            from pg_locks where locktype = 'advisory' and objsubid = 1
                and database = (select oid from pg_database where datname = current_database())\
            """;

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
        assertThat(first.headers().firstValue(ApiHeaders.POSITION)).isPresent();
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
        assertThat(post("{\"sku\":\"MUG\",\"quantity\":500}", "key-4").statusCode()).isEqualTo(500);
        assertThat(post("{\"sku\":\"MUG\",\"quantity\":500}", "key-4").statusCode()).isEqualTo(500);
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
        try (var other = new ProcessLease(database())) {
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
        sql("select pg_terminate_backend(pid) " + LOCKS_OF_THIS_SERVER);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> {
                    post("{\"sku\":\"MUG\",\"quantity\":1}", UUID.randomUUID().toString());
                    assertThat(number("select count(*) " + LOCKS_OF_THIS_SERVER)).isEqualTo(1);
                });
    }

    /// The answer's commit did not wait for the disk, and was lost in a crash of the database.
    @Test
    void are_answered_again_when_the_database_lost_the_answer() throws Exception {
        var body = "{\"sku\":\"MUG\",\"quantity\":1}";
        var first = post(body, "key-13").headers().firstValue("Location");
        await().until(() ->
                number(
                                "select count(*) from idempotent_request where status is null and runner is not null")
                        == 0);
        var process =
                number("select classid::bigint << 32 | objid::bigint " + LOCKS_OF_THIS_SERVER);
        sql(
                "update idempotent_request set status = null, answer = null, runner = %d where created_at = (select max(created_at) from idempotent_request)"
                        .formatted(process));
        sql("select pg_terminate_backend(pid) " + LOCKS_OF_THIS_SERVER);

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
        assertThat(post("{\"sku\":\"MUG\",\"quantity\":1}", "key-12").statusCode()).isEqualTo(201);
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
    void are_of_no_effect_between_strangers() throws Exception {
        var body = "{\"sku\":\"MUG\",\"quantity\":10}";
        var one = postAsStranger(body, "key-10");
        var other = postAsStranger(body, "key-10");

        assertThat(one.statusCode()).isEqualTo(201);
        assertThat(other.statusCode()).isEqualTo(201);
        assertThat(other.body()).isNotEqualTo(one.body());
    }

    @Test
    void let_a_refusal_be_decided_again_with_the_same_identifiers() throws Exception {
        var body = "{\"sku\":\"MUG\",\"quantity\":422}";
        assertThat(post(body, "key-15").statusCode()).isEqualTo(422);

        var done = post(body, "key-15");
        assertThat(done.statusCode()).isEqualTo(201);
        assertThat(post(body, "key-15").body()).isEqualTo(done.body());
        assertThat(post("{\"sku\":\"MUG\",\"quantity\":1}", "key-15").body())
                .contains("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void are_optional() throws Exception {
        assertThat(post("{\"sku\":\"MUG\",\"quantity\":1}", null).body())
                .isNotEqualTo(post("{\"sku\":\"MUG\",\"quantity\":1}", null).body());
    }
}
