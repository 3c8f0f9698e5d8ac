package io.cartulary.command.effect.ledger;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectKind;
import io.cartulary.eventstore.outage.FailureLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Tries effects: those that this node recorded right after their commit, and those that another
/// node left or that come again by searching the ledger. Any number of nodes may do so.
///
/// No transaction is open while a target is asked. A claim is a matter of seconds and kept up while
/// the attempt lasts, so what a crashed node was trying is soon tried again, as its kind promises.
@Component
public class EffectWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EffectWorker.class);
    private static final TypeReference<Map<String, Object>> CAUSE = new TypeReference<>() {};
    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final int FORGET_AT_ONCE = 10_000;
    private static final int NOTED_AT_ONCE = 256;

    private final FailureLog searching = new FailureLog(log, "Searching the effects ledger");
    private final FailureLog noting = new FailureLog(log, "Noting how effects ended");
    private final EffectLedger ledger;
    private final Map<String, EffectKind<?>> kinds;
    private final CommandGateway commands;
    private final EffectSettings settings;
    private final EffectRetryPolicy policy;
    private final JsonMapper json;
    private final InstantSource clock;
    private final MeterRegistry meters;

    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final Map<Long, Instant> trying = new ConcurrentHashMap<>();
    private final BlockingQueue<EffectResult> results = new LinkedBlockingQueue<>();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean running;
    private @Nullable ExecutorService attempts;
    private @Nullable Thread search;
    private @Nullable Thread notes;

    EffectWorker(
            EffectLedger ledger,
            List<EffectKind<?>> kinds,
            CommandGateway commands,
            EffectSettings settings,
            JsonMapper json,
            InstantSource clock,
            MeterRegistry meters) {
        this.ledger = ledger;
        this.kinds = kinds.stream().collect(toUnmodifiableMap(EffectKind::name, identity()));
        this.commands = commands;
        this.settings = settings;
        this.policy = new EffectRetryPolicy(settings);
        this.json = json;
        this.clock = clock;
        this.meters = meters;
    }

    /// How many more of one target may be tried, and whether some had to be left in the ledger.
    private static final class Lane {
        final Semaphore room;
        volatile boolean moreWait;

        Lane(int atOnce) {
            this.room = new Semaphore(atOnce);
        }
    }

    /// Whether this node has room to try one more; then it must begin it or give the room back.
    public boolean reserve(String target) {
        var lane = lane(target);
        var reserved = running && lane.room.tryAcquire();
        lane.moreWait |= !reserved;
        return reserved;
    }

    public void giveBack(String target) {
        var lane = lane(target);
        lane.room.release();
        if (lane.moreWait) {
            wake();
        }
    }

    public Instant claimEnd(Instant now) {
        return now.plus(settings.claimFor());
    }

    /// Tries an effect that was claimed and for which there is room.
    public void begin(Effect effect, boolean wasInDoubt) {
        trying.put(effect.effectNo(), clock.instant());
        attempts.execute(() -> {
            try {
                results.add(attempt(effect, wasInDoubt));
            } finally {
                trying.remove(effect.effectNo());
                giveBack(effect.target());
            }
        });
    }

    /// Searches the ledger now.
    public void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /// Tries it here and now.
    EffectResult attempt(Effect effect, boolean wasInDoubt) {
        var started = System.nanoTime();
        var result = tried(effect, wasInDoubt);
        meters.timer(
                        "cartulary.effects.attempts",
                        "kind",
                        effect.kind(),
                        "target",
                        effect.target(),
                        "state",
                        result.state().name())
                .record(Duration.ofNanos(System.nanoTime() - started));
        return result;
    }

    private EffectResult tried(Effect effect, boolean wasInDoubt) {
        var kind = kinds.get(effect.kind());
        if (kind == null) {
            return failed(
                    effect,
                    wasInDoubt,
                    EffectFailed.later("No part of this node knows this kind", null, null));
        }
        if (EffectRetryPolicy.mustParkUntried(effect, wasInDoubt)) {
            return failed(
                    effect,
                    true,
                    EffectFailed.undecidable("An attempt broke off, and it must not be repeated"));
        }
        return tried(kind, effect, wasInDoubt);
    }

    private <D> EffectResult tried(EffectKind<D> kind, Effect effect, boolean wasInDoubt) {
        var attempt = attemptOf(effect, wasInDoubt);
        var details = json.readValue(effect.details(), kind.details());
        try {
            try {
                return EffectResult.done(effect, kind.perform(details, attempt), clock.instant());
            } catch (EffectFailed failure) {
                if (failure.kind() == EffectFailed.Kind.REFUSED) {
                    log.warn("{} of {} was refused", effect.kind(), effect.subject(), failure);
                    kind.onRefused(details, failure, attempt);
                }
                return failed(effect, wasInDoubt, failure);
            }
        } catch (RuntimeException fault) {
            log.warn("{} of {} failed", effect.kind(), effect.subject(), fault);
            return failed(
                    effect,
                    wasInDoubt,
                    EffectFailed.unknown(String.valueOf(fault.getMessage()), fault));
        }
    }

    private EffectResult failed(Effect effect, boolean wasInDoubt, EffectFailed failure) {
        log.debug("{} of {}: {}", effect.kind(), effect.subject(), failure.getMessage());
        return policy.afterFailure(effect, wasInDoubt, failure, clock.instant());
    }

    EffectAttempt attemptOf(Effect effect, boolean wasInDoubt) {
        return new EffectAttempt(
                effect.effectId(),
                effect.keyOfRound(),
                effect.attempts(),
                wasInDoubt,
                MetaData.from(json.readValue(effect.cause(), CAUSE)),
                commands);
    }

    /// Staff give up: lets the kind say what follows, or refuse.
    void giveUp(Effect effect) {
        var kind = kinds.get(effect.kind());
        if (kind != null) {
            giveUp(kind, effect);
        }
    }

    private <D> void giveUp(EffectKind<D> kind, Effect effect) {
        kind.onGivenUp(
                json.readValue(effect.details(), kind.details()),
                attemptOf(effect, effect.inDoubt()));
    }

    @Override
    public void start() {
        attempts = Executors.newVirtualThreadPerTaskExecutor();
        running = true;
        search = Thread.ofPlatform().daemon().name("effects-search").start(this::search);
        notes = Thread.ofPlatform().daemon().name("effects-notes").start(this::note);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// What is being tried gets a moment to end; what does not end is tried again by the next that
    /// starts next.
    @Override
    public void stop() {
        running = false;
        wake();
        try {
            attempts.shutdown();
            if (!attempts.awaitTermination(STOP_WITHIN.toMillis(), MILLISECONDS)) {
                attempts.shutdownNow();
                attempts.awaitTermination(STOP_WITHIN.toMillis(), MILLISECONDS);
            }
            notes.interrupt();
            notes.join(STOP_WITHIN);
            search.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void search() {
        var forgotten = clock.instant();
        while (running) {
            try {
                if (news.tryAcquire(settings.lookEvery().toMillis(), MILLISECONDS)) {
                    news.drainPermits();
                }
                if (!running) {
                    return;
                }
                var now = clock.instant();
                keepClaims(now);
                ledger.dueTargets(now).forEach(this::claim);
                if (forgotten.plus(FORGET_EVERY).isBefore(now)) {
                    forgotten = now;
                    ledger.forget(now.minus(settings.keepFor()), FORGET_AT_ONCE);
                }
                searching.succeeded();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (DataAccessException | TransactionException e) {
                searching.failed(e);
            }
        }
    }

    private void keepClaims(Instant now) {
        var aging = now.minus(settings.claimFor().dividedBy(3));
        var kept =
                trying.entrySet().stream()
                        .filter(attempt -> attempt.getValue().isBefore(aging))
                        .map(Map.Entry::getKey)
                        .toList();
        if (!kept.isEmpty()) {
            ledger.extend(kept, claimEnd(now));
            kept.forEach(effect -> trying.computeIfPresent(effect, (_, _) -> now));
        }
    }

    private void claim(String target) {
        var lane = lane(target);
        lane.moreWait = false;
        var room = lane.room.drainPermits();
        if (room == 0) {
            lane.moreWait = true;
            return;
        }
        var begun = 0;
        try {
            var now = clock.instant();
            var claimed = ledger.claim(target, room, now, claimEnd(now));
            lane.moreWait = claimed.size() == room;
            for (var turn : claimed) {
                begin(turn.effect(), turn.wasInDoubt());
                begun++;
            }
        } finally {
            lane.room.release(room - begun);
        }
    }

    /// Writes down how attempts ended, many at once. What is lost here in a crash is tried again
    /// when its claim lapses.
    private void note() {
        var batch = new ArrayList<EffectResult>();
        while (true) {
            try {
                if (batch.isEmpty()) {
                    batch.add(results.take());
                }
                results.drainTo(batch, NOTED_AT_ONCE - batch.size());
                ledger.end(batch, clock.instant());
                batch.clear();
                noting.succeeded();
            } catch (InterruptedException e) {
                results.drainTo(batch);
                if (!batch.isEmpty()) {
                    ledger.end(batch, clock.instant());
                }
                return;
            } catch (DataAccessException | TransactionException e) {
                noting.failed(e);
                if (pausedByInterrupt()) {
                    return;
                }
            }
        }
    }

    private boolean pausedByInterrupt() {
        try {
            Thread.sleep(settings.lookEvery());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Lane lane(String target) {
        return lanes.computeIfAbsent(target, _ -> new Lane(settings.atOnce()));
    }
}
