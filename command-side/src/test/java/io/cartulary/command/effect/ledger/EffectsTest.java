package io.cartulary.command.effect.ledger;

import static io.cartulary.command.effect.EffectGuarantee.AT_MOST_ONCE;
import static io.cartulary.command.effect.EffectGuarantee.DEDUPLICATED_BY_KEY;
import static io.cartulary.command.effect.EffectGuarantee.FOUND_BY_QUERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.CommandSideApplication;
import io.cartulary.command.EmbeddedDatabases;
import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.effect.EffectId;
import io.cartulary.command.effect.EffectKind;
import io.cartulary.command.effect.EffectOutcomes;
import io.cartulary.command.effect.Effects;
import io.cartulary.command.effect.NewEffect;
import io.cartulary.web.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The ledger, with a target of the test's own that answers as a test says.
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(
        classes = {CommandSideApplication.class, EffectsTest.Targets.class},
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = EmbeddedDatabases.LEFT_TO_THE_END)
class EffectsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired private Effects effects;
    @Autowired private EffectOutcomes outcomes;
    @Autowired private EffectLedger ledger;
    @Autowired private EffectService service;
    @Autowired private Letters letters;
    @Autowired private TransactionManager transactions;
    @Autowired private JdbcClient database;

    @DynamicPropertySource
    static void databases(DynamicPropertyRegistry properties) {
        EmbeddedDatabases.register(properties, "effects");
        properties.add("cartulary.effects.first-pause", () -> "50ms");
        properties.add("cartulary.effects.look-every", () -> "50ms");
        properties.add("cartulary.effects.claim-for", () -> "1s");
        properties.add("cartulary.effects.at-once", () -> 4);
    }

    record Letter(String text) {}

    /// Answers each attempt of a letter with the next of the failures that were prepared for it.
    static final class Letters implements EffectKind<Letter> {

        final Map<String, List<EffectFailed>> failures = new ConcurrentHashMap<>();
        final List<String> sent = new CopyOnWriteArrayList<>();
        final List<EffectAttempt> attempts = new CopyOnWriteArrayList<>();
        final Set<String> refused = ConcurrentHashMap.newKeySet();
        final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

        @Override
        public String name() {
            return "letter";
        }

        @Override
        public Class<Letter> details() {
            return Letter.class;
        }

        @Override
        public String perform(Letter letter, EffectAttempt attempt) {
            attempts.add(attempt);
            hold(letter.text());
            var failure = next(letter.text());
            if (failure != null) {
                throw failure;
            }
            sent.add(letter.text());
            return "sent";
        }

        private void hold(String text) {
            try {
                var latch = held.get(text);
                if (latch != null) {
                    latch.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private @Nullable EffectFailed next(String text) {
            var left = failures.getOrDefault(text, List.of());
            return left.isEmpty() ? null : left.removeFirst();
        }

        @Override
        public void onRefused(Letter letter, EffectFailed refusal, EffectAttempt attempt) {
            refused.add(letter.text());
        }

        void fail(String text, EffectFailed... how) {
            failures.put(text, new ArrayList<>(List.of(how)));
        }

        List<EffectAttempt> attemptsOf(EffectId effect) {
            return attempts.stream().filter(one -> one.effectId().equals(effect)).toList();
        }
    }

    @TestConfiguration
    static class Targets {
        @Bean
        Letters letters() {
            return new Letters();
        }
    }

    @Nested
    class Recorded {
        @Test
        void with_its_cause_is_done_after_the_commit() {
            var cause = cause();
            record(cause, "hello", DEDUPLICATED_BY_KEY);

            var done = awaitState(cause, EffectState.DONE);
            assertThat(done.causeEventId()).isEqualTo(cause.getIdentifier());
            assertThat(done.attempts()).isEqualTo(1);
            assertThat(done.outcome()).isEqualTo("sent");
            assertThat(letters.sent).contains("hello");
        }

        @Test
        void twice_for_the_same_cause_is_done_once() {
            var cause = cause();
            record(cause, "once", DEDUPLICATED_BY_KEY);
            record(cause, "once", DEDUPLICATED_BY_KEY);

            awaitState(cause, EffectState.DONE);
            assertThat(letters.attemptsOf(id(cause))).hasSize(1);
        }

        @Test
        void in_a_transaction_that_is_rolled_back_never_was() {
            var cause = cause();
            var step = DefaultUnitOfWork.startAndGet(cause);
            step.attachTransaction(transactions);
            effects.record(
                    effect("never", UUID.randomUUID().toString(), DEDUPLICATED_BY_KEY, false),
                    cause,
                    step);
            step.rollback();

            assertThat(ledger.find(id(cause))).isEmpty();
            assertThat(letters.sent).doesNotContain("never");
        }

        @Test
        void without_a_transaction_is_a_fault() {
            var cause = cause();
            var step = DefaultUnitOfWork.startAndGet(cause);
            assertThatThrownBy(() ->
                            effects.record(
                                    effect("bare", "letter-1", DEDUPLICATED_BY_KEY, false),
                                    cause,
                                    step))
                    .isInstanceOf(IllegalStateException.class);
            step.rollback();
        }

        @Test
        void in_numbers_beyond_what_is_tried_at_once_are_all_done() {
            var causes = IntStream.range(0, 60).mapToObj(_ -> cause()).toList();
            causes.forEach(cause -> record(cause, "many", DEDUPLICATED_BY_KEY));

            causes.forEach(cause -> awaitState(cause, EffectState.DONE));
        }
    }

    @Nested
    class Failing {
        @Test
        void for_a_moment_is_tried_again_under_the_same_key() {
            letters.fail(
                    "later",
                    EffectFailed.later("429", null, null),
                    EffectFailed.unknown("time-out", null));
            var cause = cause();
            record(cause, "later", DEDUPLICATED_BY_KEY);

            awaitState(cause, EffectState.DONE);
            assertThat(letters.attemptsOf(id(cause)).stream().map(EffectAttempt::key).distinct())
                    .hasSize(1);
            assertThat(letters.attemptsOf(id(cause)).stream().map(EffectAttempt::inDoubt))
                    .containsExactly(false, false, true);
        }

        @Test
        void for_good_is_parked_with_its_error_and_asked_again_by_staff() {
            letters.fail("refused", EffectFailed.refused("no_such_address", "Unknown", null));
            var cause = cause();
            record(cause, "refused", DEDUPLICATED_BY_KEY);

            var parked = awaitState(cause, EffectState.PARKED);
            assertThat(parked.error()).isEqualTo("no_such_address: Unknown");
            assertThat(parked.inDoubt()).isFalse();
            assertThat(letters.refused).contains("refused");

            service.retry(id(cause), false, "ada");
            var done = awaitState(cause, EffectState.DONE);
            assertThat(done.decidedBy()).isEqualTo("ada");
            assertThat(letters.attemptsOf(id(cause)).stream().map(EffectAttempt::key).distinct())
                    .hasSize(2);
        }

        @Test
        void for_good_may_be_given_up() {
            letters.fail("lost", EffectFailed.refused("no_such_address", "Unknown", null));
            var cause = cause();
            record(cause, "lost", DEDUPLICATED_BY_KEY);
            awaitState(cause, EffectState.PARKED);

            assertThat(service.giveUp(id(cause), "ada").state()).isEqualTo(EffectState.GIVEN_UP);
            assertThatThrownBy(() -> service.retry(id(cause), false, "ada"))
                    .isInstanceOf(ProblemException.class);
        }

        @Test
        void without_an_answer_is_not_repeated_when_that_could_do_it_twice() {
            letters.fail("mail", EffectFailed.unknown("time-out", null));
            var cause = cause();
            record(cause, "mail", AT_MOST_ONCE);

            assertThat(awaitState(cause, EffectState.PARKED).inDoubt()).isTrue();
            assertThatThrownBy(() -> service.retry(id(cause), false, "ada"))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("may have happened");
            service.retry(id(cause), true, "ada");
            awaitState(cause, EffectState.DONE);
        }

        @Test
        void in_a_way_that_cannot_be_found_out_is_parked() {
            letters.fail("push", EffectFailed.undecidable("no name to ask for"));
            var cause = cause();
            record(cause, "push", FOUND_BY_QUERY);

            assertThat(awaitState(cause, EffectState.PARKED).inDoubt()).isTrue();
            outcomes.learn("letter", List.of(cause.getIdentifier()), "reported otherwise");
            assertThat(awaitState(cause, EffectState.DONE).inDoubt()).isFalse();
        }
    }

    @Nested
    class Broken_off {
        @Test
        void by_a_crash_is_tried_again_in_doubt() {
            var cause = claimedByACrashedNode(DEDUPLICATED_BY_KEY);

            awaitState(cause, EffectState.DONE);
            assertThat(letters.attemptsOf(id(cause)))
                    .singleElement()
                    .matches(EffectAttempt::inDoubt);
        }

        @Test
        void by_a_crash_is_parked_when_it_must_not_be_repeated() {
            var cause = claimedByACrashedNode(AT_MOST_ONCE);

            assertThat(awaitState(cause, EffectState.PARKED).inDoubt()).isTrue();
            assertThat(letters.attemptsOf(id(cause))).isEmpty();
        }

        @Test
        void it_is_not_as_long_as_it_lasts() {
            letters.held.put("slow", new CountDownLatch(1));
            var cause = cause();
            record(cause, "slow", DEDUPLICATED_BY_KEY);

            // Three times as long as a claim lasts without a sign of life.
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> letters.attemptsOf(id(cause)).size() == 1);
            letters.held.get("slow").countDown();
            assertThat(awaitState(cause, EffectState.DONE).attempts()).isEqualTo(1);
        }

        private EventMessage<?> claimedByACrashedNode(EffectGuarantee guarantee) {
            var cause = cause();
            var now = Instant.now();
            ledger.record(
                    new EffectLedger.Entry(
                            id(cause),
                            "letter",
                            "post",
                            guarantee,
                            "letter-crash",
                            false,
                            cause.getIdentifier(),
                            "{\"text\": \"crash\"}",
                            cause.getIdentifier(),
                            null,
                            "{}"),
                    now.plusMillis(200),
                    now);
            return cause;
        }
    }

    @Test
    void one_waits_for_the_earlier_one_of_its_subject() {
        letters.held.put("first", new CountDownLatch(1));
        var first = cause();
        var second = cause();
        record(first, effect("first", "letter-order", DEDUPLICATED_BY_KEY, true));
        record(second, effect("second", "letter-order", DEDUPLICATED_BY_KEY, true));
        var free = cause();
        record(free, effect("free", "letter-order", DEDUPLICATED_BY_KEY, false));

        awaitState(free, EffectState.DONE);
        assertThat(letters.sent).doesNotContain("second");
        letters.held.get("first").countDown();
        awaitState(second, EffectState.DONE);
        assertThat(letters.sent).containsSubsequence("first", "second");
    }

    @Test
    void two_nodes_never_take_the_same() throws Exception {
        var now = Instant.now();
        for (var number = 0; number < 200; number++) {
            var cause = cause();
            ledger.record(
                    new EffectLedger.Entry(
                            id(cause),
                            "letter",
                            "elsewhere",
                            DEDUPLICATED_BY_KEY,
                            "letter-crowd",
                            false,
                            cause.getIdentifier(),
                            "{\"text\": \"crowd\"}",
                            cause.getIdentifier(),
                            null,
                            "{}"),
                    null,
                    now);
        }
        // The node of this test takes its part too; no one's part overlaps.
        try (var nodes = Executors.newFixedThreadPool(8)) {
            Callable<List<Long>> node =
                    () -> {
                        var taken = new ArrayList<Long>();
                        for (var round = 0; round < 30; round++) {
                            ledger.claim("elsewhere", 5, now.plusSeconds(1), now.plusSeconds(600))
                                    .forEach(claimed -> taken.add(claimed.effect().effectNo()));
                        }
                        return taken;
                    };
            var all =
                    nodes
                            .invokeAll(List.of(node, node, node, node, node, node, node, node))
                            .stream()
                            .flatMap(taken -> taken.resultNow().stream())
                            .toList();
            assertThat(all).doesNotHaveDuplicates();
        }
        await().atMost(SOON)
                .until(() ->
                        database.sql(
                                                "select count(*) from effect where target = 'elsewhere' and attempts <> 1")
                                        .query(Integer.class)
                                        .single()
                                == 0);
    }

    private static EventMessage<?> cause() {
        return GenericEventMessage.asEventMessage("cause");
    }

    private static EffectId id(EventMessage<?> cause) {
        return EffectId.of("letter", cause.getIdentifier());
    }

    private NewEffect<Letter> effect(
            String text, String subject, EffectGuarantee guarantee, boolean inOrder) {
        return new NewEffect<>(
                letters, "post", guarantee, subject, inOrder, "key-" + text, new Letter(text));
    }

    private void record(EventMessage<?> cause, String text, EffectGuarantee guarantee) {
        record(
                cause,
                new NewEffect<>(
                        letters,
                        "post",
                        guarantee,
                        "letter-" + cause.getIdentifier(),
                        false,
                        cause.getIdentifier(),
                        new Letter(text)));
    }

    private void record(EventMessage<?> cause, NewEffect<?> effect) {
        var step = DefaultUnitOfWork.startAndGet(cause);
        step.attachTransaction(transactions);
        step.execute(() -> effects.record(effect, cause, step));
    }

    private Effect awaitState(EventMessage<?> cause, EffectState state) {
        return await().atMost(SOON)
                .until(
                        () -> ledger.find(id(cause)),
                        found -> found.isPresent() && found.get().state() == state)
                .orElseThrow();
    }
}
