package io.cartulary.command.effect.ledger;

import io.cartulary.command.effect.EffectId;
import io.cartulary.command.effect.EffectKind;
import io.cartulary.command.effect.EffectOutcomes;
import io.cartulary.command.effect.Effects;
import io.cartulary.simulation.memory.Storage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The effects of production on a ledger in memory; its holder says when one is tried.
public final class EffectsInMemory {

    private final Ledger ledger;
    private final InstantSource clock;
    private final EffectWorker worker;
    private final Effects effects;
    private final EffectService service;

    public EffectsInMemory(
            Memory memory,
            List<EffectKind<?>> kinds,
            CommandGateway commands,
            JsonMapper json,
            InstantSource clock,
            MeterRegistry meters) {
        this.ledger = memory.ledger;
        this.clock = clock;
        this.worker = new EffectWorker(ledger, kinds, commands, settings(), json, clock, meters);
        this.effects = new Effects(ledger, worker, json, clock);
        this.service =
                new EffectService(ledger, worker, new TransactionTemplate(new Plain()), clock);
    }

    /// The ledger alone, which others need before the kinds of effects exist.
    public static final class Memory {

        private final Ledger ledger;
        private final InstantSource clock;

        public Memory(Storage storage, InstantSource clock) {
            this.ledger = new Ledger(storage);
            this.clock = clock;
        }

        public EffectOutcomes outcomes() {
            return new EffectOutcomes(ledger, new TransactionTemplate(new Plain()), clock);
        }
    }

    private static EffectSettings settings() {
        return new EffectSettings(
                64,
                java.time.Duration.ofMillis(500),
                java.time.Duration.ofSeconds(10),
                java.time.Duration.ofMillis(500),
                java.time.Duration.ofMinutes(1),
                java.time.Duration.ofHours(24),
                java.time.Duration.ofDays(400));
    }

    public void clear() {
        ledger.rows.clear();
        ledger.numbers = 0;
    }

    public Effects effects() {
        return effects;
    }

    /// When the next one is to be tried.
    public Optional<Instant> nextDue() {
        return ledger.rows.values().stream()
                .filter(row -> row.effect.state() == EffectState.DUE && !ledger.waits(row))
                .map(row -> row.effect.dueAt())
                .min(Comparator.naturalOrder());
    }

    /// Tries one whose turn it is.
    ///
    /// @return in a few words what came of it; absent when it is no one's turn
    public Optional<String> tryOne() {
        var now = clock.instant();
        for (var target : ledger.dueTargets(now)) {
            for (var turn : ledger.claim(target, 1, now, worker.claimEnd(now))) {
                var result = worker.attempt(turn.effect(), turn.wasInDoubt());
                ledger.end(List.of(result), clock.instant());
                return Optional.of(
                        "%s of %s, attempt %d: %s %s"
                                .formatted(
                                        turn.effect().kind(),
                                        turn.effect().subject(),
                                        turn.effect().attempts(),
                                        result.state(),
                                        result.outcome() == null
                                                ? result.error()
                                                : result.outcome()));
            }
        }
        return Optional.empty();
    }

    public List<Effect> all() {
        return ledger.rows.values().stream().map(row -> row.effect).toList();
    }

    public void retry(EffectId effectId) {
        service.retry(effectId, false, "staff");
    }

    public void giveUp(EffectId effectId) {
        service.giveUp(effectId, "staff");
    }

    private static final class Row {
        private final boolean inOrder;
        private Effect effect;

        Row(Effect effect, boolean inOrder) {
            this.effect = effect;
            this.inOrder = inOrder;
        }
    }

    /// Says what the statements of [EffectLedger] say.
    private static final class Ledger extends EffectLedger {

        private final Storage storage;
        private final Map<EffectId, Row> rows = new LinkedHashMap<>();
        private long numbers;

        @SuppressWarnings("NullAway") // every method that would use the database is replaced
        Ledger(Storage storage) {
            super(null);
            this.storage = storage;
        }

        @Override
        public Optional<Effect> record(Entry entry, @Nullable Instant claimedUntil, Instant now) {
            if (rows.containsKey(entry.effectId())) {
                return Optional.empty();
            }
            var effect =
                    new Effect(
                            ++numbers,
                            entry.effectId(),
                            entry.kind(),
                            entry.target(),
                            entry.guarantee(),
                            entry.subject(),
                            entry.key(),
                            0,
                            entry.details(),
                            entry.causeEventId(),
                            entry.correlationId(),
                            entry.cause(),
                            EffectState.DUE,
                            0,
                            false,
                            now,
                            null,
                            null,
                            null,
                            now,
                            null);
            var row = new Row(effect, entry.inOrder());
            if (claimedUntil != null && !waits(row)) {
                row.effect = changed(effect, EffectState.DUE, 1, true, claimedUntil);
            }
            rows.put(entry.effectId(), row);
            storage.changed(() -> rows.remove(entry.effectId()));
            return Optional.of(row.effect);
        }

        @Override
        List<String> dueTargets(Instant now) {
            return due(now).map(row -> row.effect.target()).distinct().toList();
        }

        @Override
        List<Claimed> claim(String target, int limit, Instant now, Instant until) {
            return due(now)
                    .filter(row -> row.effect.target().equals(target) && !waits(row))
                    .sorted(Comparator.comparing(row -> row.effect.dueAt()))
                    .limit(limit)
                    .toList()
                    .stream()
                    .map(row -> {
                        var wasInDoubt = row.effect.inDoubt();
                        change(
                                row,
                                effect ->
                                        changed(
                                                effect,
                                                EffectState.DUE,
                                                effect.attempts() + 1,
                                                true,
                                                until));
                        return new Claimed(row.effect, wasInDoubt);
                    })
                    .toList();
        }

        @Override
        void end(Collection<EffectResult> results, Instant now) {
            for (var result : results) {
                rows.values().stream()
                        .filter(row ->
                                row.effect.effectNo() == result.effectNo()
                                        && row.effect.attempts() == result.attempt()
                                        && isOpenOrDoubtful(row.effect))
                        .forEach(row ->
                                change(
                                        row,
                                        effect ->
                                                with(
                                                        effect,
                                                        result.state(),
                                                        effect.attempts(),
                                                        result.inDoubt(),
                                                        result.dueAt(),
                                                        effect.round(),
                                                        result.error() == null
                                                                ? effect.error()
                                                                : result.error(),
                                                        result.outcome(),
                                                        result.state() == EffectState.DONE
                                                                ? now
                                                                : null)));
            }
        }

        @Override
        public void learn(String kind, Collection<String> keys, String outcome, Instant now) {
            changeAll(
                    effect ->
                            effect.state() == EffectState.PARKED
                                    && keys.contains(effect.key())
                                    && effect.kind().equals(kind),
                    effect ->
                            with(
                                    effect,
                                    EffectState.DONE,
                                    effect.attempts(),
                                    false,
                                    effect.dueAt(),
                                    effect.round(),
                                    effect.error(),
                                    outcome,
                                    now));
        }

        @Override
        public void park(String kind, String subject, String key, String error) {
            changeAll(
                    effect ->
                            effect.state() == EffectState.DONE
                                    && effect.subject().equals(subject)
                                    && effect.kind().equals(kind)
                                    && effect.key().equals(key),
                    effect ->
                            with(
                                    effect,
                                    EffectState.PARKED,
                                    effect.attempts(),
                                    false,
                                    effect.dueAt(),
                                    effect.round(),
                                    error,
                                    null,
                                    null));
        }

        @Override
        Optional<Effect> find(EffectId effectId) {
            return Optional.ofNullable(rows.get(effectId)).map(row -> row.effect);
        }

        @Override
        public Optional<Effect> findForChange(EffectId effectId) {
            return find(effectId);
        }

        @Override
        public Optional<Effect> findForChange(String kind, String subject, String key) {
            return rows.values().stream()
                    .map(row -> row.effect)
                    .filter(effect ->
                            effect.kind().equals(kind)
                                    && effect.subject().equals(subject)
                                    && effect.key().equals(key))
                    .findFirst();
        }

        @Override
        void retry(Effect retried, boolean newRound, String staff, Instant now) {
            changeAll(
                    effect -> effect.effectNo() == retried.effectNo(),
                    effect ->
                            with(
                                    effect,
                                    EffectState.DUE,
                                    effect.attempts(),
                                    effect.inDoubt() && !newRound,
                                    now,
                                    effect.round() + (newRound ? 1 : 0),
                                    effect.error(),
                                    effect.outcome(),
                                    effect.endedAt()));
        }

        @Override
        void giveUp(Effect given, String staff, Instant now) {
            changeAll(
                    effect -> effect.effectNo() == given.effectNo(),
                    effect ->
                            with(
                                    effect,
                                    EffectState.GIVEN_UP,
                                    effect.attempts(),
                                    effect.inDoubt(),
                                    effect.dueAt(),
                                    effect.round(),
                                    effect.error(),
                                    effect.outcome(),
                                    now));
        }

        private Stream<Row> due(Instant now) {
            return rows.values().stream()
                    .filter(row ->
                            row.effect.state() == EffectState.DUE
                                    && !row.effect.dueAt().isAfter(now));
        }

        private boolean waits(Row row) {
            return row.inOrder
                    && rows.values().stream()
                            .anyMatch(earlier ->
                                    earlier.inOrder
                                            && earlier.effect.effectNo() < row.effect.effectNo()
                                            && earlier.effect.subject().equals(row.effect.subject())
                                            && isOpenOrDoubtful(earlier.effect));
        }

        private static boolean isOpenOrDoubtful(Effect effect) {
            return effect.state() == EffectState.DUE
                    || effect.state() == EffectState.PARKED && effect.inDoubt();
        }

        private void changeAll(
                java.util.function.Predicate<Effect> which, UnaryOperator<Effect> change) {
            rows.values().stream()
                    .filter(row -> which.test(row.effect))
                    .forEach(row -> change(row, change));
        }

        private void change(Row row, UnaryOperator<Effect> change) {
            var before = row.effect;
            row.effect = change.apply(before);
            storage.changed(() -> row.effect = before);
        }

        private static Effect changed(
                Effect effect, EffectState state, int attempts, boolean inDoubt, Instant dueAt) {
            return with(
                    effect,
                    state,
                    attempts,
                    inDoubt,
                    dueAt,
                    effect.round(),
                    effect.error(),
                    effect.outcome(),
                    effect.endedAt());
        }

        private static Effect with(
                Effect effect,
                EffectState state,
                int attempts,
                boolean inDoubt,
                Instant dueAt,
                int round,
                @Nullable String error,
                @Nullable String outcome,
                @Nullable Instant endedAt) {
            return new Effect(
                    effect.effectNo(),
                    effect.effectId(),
                    effect.kind(),
                    effect.target(),
                    effect.guarantee(),
                    effect.subject(),
                    effect.key(),
                    round,
                    effect.details(),
                    effect.causeEventId(),
                    effect.correlationId(),
                    effect.cause(),
                    state,
                    attempts,
                    inDoubt,
                    dueAt,
                    error,
                    outcome,
                    effect.decidedBy(),
                    effect.recordedAt(),
                    endedAt);
        }
    }

    /// Every statement of the service is one change, so there is nothing to hold together.
    private static final class Plain implements PlatformTransactionManager {

        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            return new SimpleTransactionStatus();
        }

        @Override
        public void commit(TransactionStatus status) {
            /* done */
        }

        @Override
        public void rollback(TransactionStatus status) {
            /* the service refuses before it changes anything */
        }
    }
}
