package io.cartulary.command.reservation;

import io.cartulary.command.Bookkeeping;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who holds a promise, until when, and how the last ones ended; part of the state of who promises.
/// [#judge] changes nothing, [#open], [#change] and [#close] are for its `evolve`.
///
/// Small however long it serves: a promise leaves it when it is closed, and of the closed ones only
/// the last few stay, to recognise a repeat.
///
/// @param <P> what is promised
public final class Reservations<P> {

    /// What is asked for.
    public enum Step {
        RESERVE,
        CONFIRM,
        RELEASE,
        EXPIRE,
        GIVE_BACK
    }

    /// What is to be done about it.
    public enum Verdict {
        /// It is to be recorded.
        RECORD,
        /// It took effect before, or there is nothing it could take effect on.
        NOTHING_NEW,
        /// Confirm: there is no promise.
        NOT_RESERVED,
        /// Confirm: the promise ended by itself; [#promised] still says what it was.
        TOO_LATE,
        /// Release: it can only be given back.
        ALREADY_CONFIRMED,
        /// Give back: it was not confirmed, so a release does it.
        RELEASE_INSTEAD
    }

    /// How a promise ended.
    public enum Outcome {
        CONFIRMED,
        RELEASED,
        EXPIRED,
        GIVEN_BACK
    }

    private record Promise<P>(P what, @Nullable Instant until) {}

    private record Closed<P>(Outcome outcome, @Nullable P what) {}

    @Bookkeeping private int remembered;
    private LinkedHashMap<String, Promise<P>> open = new LinkedHashMap<>();
    @Bookkeeping private LinkedHashMap<String, Closed<P>> closed = new LinkedHashMap<>();

    /// @param remembered how many closed ones
    public Reservations(int remembered) {
        this.remembered = remembered;
    }

    private Reservations() {} // read back from a snapshot

    public Verdict judge(String holder, Step step) {
        if (open.containsKey(holder)) {
            return switch (step) {
                case RESERVE -> Verdict.NOTHING_NEW;
                case CONFIRM, RELEASE, EXPIRE -> Verdict.RECORD;
                case GIVE_BACK -> Verdict.RELEASE_INSTEAD;
            };
        }
        var ended = closed.get(holder);
        if (ended == null) {
            return switch (step) {
                case RESERVE, GIVE_BACK -> Verdict.RECORD;
                case CONFIRM -> Verdict.NOT_RESERVED;
                case RELEASE, EXPIRE -> Verdict.NOTHING_NEW;
            };
        }
        return switch (step) {
            case RESERVE, EXPIRE -> Verdict.NOTHING_NEW;
            case CONFIRM ->
                    switch (ended.outcome()) {
                        case CONFIRMED, GIVEN_BACK -> Verdict.NOTHING_NEW;
                        case RELEASED -> Verdict.NOT_RESERVED;
                        case EXPIRED -> Verdict.TOO_LATE;
                    };
            case RELEASE ->
                    ended.outcome() == Outcome.CONFIRMED
                            ? Verdict.ALREADY_CONFIRMED
                            : Verdict.NOTHING_NEW;
            case GIVE_BACK ->
                    ended.outcome() == Outcome.CONFIRMED ? Verdict.RECORD : Verdict.NOTHING_NEW;
        };
    }

    /// What is promised to `holder`, or was when it ended not long ago.
    public Optional<P> promised(String holder) {
        var promise = open.get(holder);
        return promise == null
                ? Optional.ofNullable(closed.get(holder)).map(Closed::what)
                : Optional.of(promise.what());
    }

    /// Whether anything is promised.
    public boolean isEmpty() {
        return open.isEmpty();
    }

    /// Whose promise ends by itself at `now`, in the order in which they were made.
    public List<String> dueAt(Instant now) {
        return open.entrySet().stream()
                .filter(promise -> isDue(promise.getValue(), now))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isDue(Promise<?> promise, Instant now) {
        return promise.until() != null && !now.isBefore(promise.until());
    }

    /// When the next promise ends by itself.
    public Optional<Instant> nextDue() {
        return open.values().stream()
                .map(Promise::until)
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    /// @param until absent for a promise that does not end by itself
    public void open(String holder, P what, @Nullable Instant until) {
        open.put(holder, new Promise<>(what, until));
    }

    /// The same promise, of something else.
    public void change(String holder, P what) {
        open.computeIfPresent(holder, (_, promise) -> new Promise<>(what, promise.until()));
    }

    public void close(String holder, Outcome outcome) {
        var promise = open.remove(holder);
        var before = closed.remove(holder);
        var what = promise != null ? promise.what() : before != null ? before.what() : null;
        closed.put(holder, new Closed<>(outcome, what));
        if (closed.size() > remembered) {
            closed.pollFirstEntry();
        }
    }
}
