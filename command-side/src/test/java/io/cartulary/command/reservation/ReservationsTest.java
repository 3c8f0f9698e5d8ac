package io.cartulary.command.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.reservation.Reservations.Outcome;
import io.cartulary.command.reservation.Reservations.Step;
import io.cartulary.command.reservation.Reservations.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Promises of something plain: so many of a kind, as money on a gift card is.
class ReservationsTest {

    private static final String HOLDER = "cart-1";
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Pattern ROW =
            Pattern.compile("/// \\| ([a-z ]+) \\| ([A-Z_]+) \\| ([A-Z_]+) \\|");
    private static final int REMEMBERED = 3;

    static Stream<Arguments> everyStepInEveryState() {
        return Stream.of("unknown", "open", "confirmed", "released", "expired", "given back")
                .flatMap(state ->
                        Arrays.stream(Step.values()).map(step -> Arguments.of(state, step)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyStepInEveryState")
    void judges_as_the_state_table_says(String state, Step step) throws IOException {
        var table = new HashMap<String, String>();
        var file = Path.of("src/main/java/io/cartulary/command/reservation/package-info.java");
        for (var line : Files.readAllLines(file)) {
            var row = ROW.matcher(line);
            if (row.matches()) {
                table.put(row.group(1) + " + " + row.group(2), row.group(3));
            }
        }
        assertThat(in(state).judge(HOLDER, step).name()).isEqualTo(table.get(state + " + " + step));
    }

    private static Reservations<Long> in(String state) {
        var reservations = new Reservations<Long>(REMEMBERED);
        if (!state.equals("unknown")) {
            reservations.open(HOLDER, 5L, NOON);
        }
        switch (state) {
            case "confirmed" -> reservations.close(HOLDER, Outcome.CONFIRMED);
            case "released" -> reservations.close(HOLDER, Outcome.RELEASED);
            case "expired" -> reservations.close(HOLDER, Outcome.EXPIRED);
            case "given back" -> reservations.close(HOLDER, Outcome.GIVEN_BACK);
            default -> {
                /* open, or unknown */
            }
        }
        return reservations;
    }

    @Test
    void ends_what_is_due_and_says_what_is_next() {
        var reservations = new Reservations<Long>(REMEMBERED);
        reservations.open("late", 1L, NOON.plusSeconds(60));
        reservations.open("soon", 2L, NOON);
        reservations.open("never", 3L, null);

        assertThat(reservations.dueAt(NOON.minusMillis(1))).isEmpty();
        assertThat(reservations.dueAt(NOON)).containsExactly("soon");
        assertThat(reservations.nextDue()).contains(NOON);
        reservations.close("soon", Outcome.EXPIRED);
        assertThat(reservations.nextDue()).contains(NOON.plusSeconds(60));
        assertThat(reservations.promised("soon")).contains(2L);
    }

    /// A gift card of 1,000 that many carts pay with: whatever they do, and however often each step
    /// is repeated, the card pays what was confirmed and not given back.
    @Test
    void never_promises_more_than_there_is() {
        var seed = new Random().nextLong();
        var random = new Random(seed);
        for (var round = 0; round < 300; round++) {
            var card = new Card();
            for (var step = 0; step < 200; step++) {
                var cart = "cart-" + random.nextInt(20);
                card.take(cart, Step.values()[random.nextInt(5)], 1 + random.nextInt(400));
                assertThat(card.promised).as("seed " + seed).isNotNegative();
                assertThat(card.balance - card.promised).as("seed " + seed).isNotNegative();
                assertThat(card.balance)
                        .as("seed " + seed)
                        .isEqualTo(1_000 - card.paid.values().stream().mapToLong(n -> n).sum());
            }
        }
    }

    private static final class Card {

        private final Reservations<Long> reservations = new Reservations<>(1_000);
        private final Map<String, Long> paid = new HashMap<>();
        private long balance = 1_000;
        private long promised;

        void take(String cart, Step step, long amount) {
            var verdict = reservations.judge(cart, step);
            if (verdict != Verdict.RECORD) {
                return;
            }
            switch (step) {
                case RESERVE -> {
                    if (amount <= balance - promised) {
                        promised += amount;
                        reservations.open(cart, amount, null);
                    }
                }
                case CONFIRM -> {
                    var held = reservations.promised(cart).orElseThrow();
                    promised -= held;
                    balance -= held;
                    paid.put(cart, held);
                    reservations.close(cart, Outcome.CONFIRMED);
                }
                case RELEASE, EXPIRE -> {
                    promised -= reservations.promised(cart).orElseThrow();
                    reservations.close(cart, Outcome.RELEASED);
                }
                case GIVE_BACK -> {
                    var back = paid.remove(cart);
                    if (back != null) {
                        balance += back;
                        reservations.close(cart, Outcome.GIVEN_BACK);
                    }
                }
            }
        }
    }
}
