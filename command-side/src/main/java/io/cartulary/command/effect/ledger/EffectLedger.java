package io.cartulary.command.effect.ledger;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.effect.EffectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Owns table `effect`. Joins the transaction of its caller.
@Component
public class EffectLedger {

    /// Of one effect: an earlier one that it has to wait for.
    private static final String WAITS =
            """
            exists (select 1 from effect earlier
                    where earlier.subject = %1$s.subject and earlier.effect_no < %1$s.effect_no
                      and earlier.in_order
                      and (earlier.state = 'DUE' or earlier.state = 'PARKED' and earlier.in_doubt))\
            """;

    private final JdbcClient database;

    EffectLedger(JdbcClient database) {
        this.database = database;
    }

    /// An effect whose turn it was, and whether an attempt before may have done it.
    record Claimed(Effect effect, boolean wasInDoubt) {}

    /// What there is to write down of a new effect.
    public record Entry(
            EffectId effectId,
            String kind,
            String target,
            EffectGuarantee guarantee,
            String subject,
            boolean inOrder,
            String key,
            String details,
            String causeEventId,
            @Nullable String correlationId,
            String cause) {}

    /// Records it, as claimed until `claimedUntil` unless it has to wait; absent when it was
    /// recorded before.
    public Optional<Effect> record(Entry entry, @Nullable Instant claimedUntil, Instant now) {
        return database.sql(
                        """
                        insert into effect (effect_id, kind, target, guarantee, subject, in_order, key, details,
                                            cause_event_id, correlation_id, cause, recorded_at, attempts, in_doubt, due_at)
                        select :id, :kind, :target, :guarantee, :subject, :inOrder, :key, :details,
                               :causeEvent, :correlation, :cause, :now::timestamptz,
                               case when claimed then 1 else 0 end, claimed,
                               case when claimed then :until::timestamptz else :now::timestamptz end
                        from (select :claim::boolean and not (:inOrder::boolean and exists (
                                  select 1 from effect earlier where earlier.subject = :subject
                                      and earlier.in_order
                                      and (earlier.state = 'DUE' or earlier.state = 'PARKED' and earlier.in_doubt))) as claimed) turn
                        on conflict (effect_id) do nothing
                        returning *
                        """)
                .param("id", entry.effectId().value())
                .param("kind", entry.kind())
                .param("target", entry.target())
                .param("guarantee", entry.guarantee().name())
                .param("subject", entry.subject())
                .param("inOrder", entry.inOrder())
                .param("key", entry.key())
                .param("details", entry.details())
                .param("causeEvent", entry.causeEventId())
                .param("correlation", entry.correlationId())
                .param("cause", entry.cause())
                .param("claim", claimedUntil != null)
                .param("until", Timestamp.from(claimedUntil == null ? now : claimedUntil))
                .param("now", Timestamp.from(now))
                .query((row, _) -> effect(row))
                .optional();
    }

    /// Whom effects wait for whose turn it is.
    List<String> dueTargets(Instant now) {
        return database.sql(
                        "select target from effect where state = 'DUE' and due_at <= ? group by target")
                .param(Timestamp.from(now))
                .query(String.class)
                .list();
    }

    /// Takes at most `limit` effects whose turn it is; no other node gets them until `until`.
    List<Claimed> claim(String target, int limit, Instant now, Instant until) {
        return database.sql(
                        """
                        update effect set due_at = ?, attempts = effect.attempts + 1, in_doubt = true
                        from (select candidate.effect_no, candidate.in_doubt as was_in_doubt from effect candidate
                              where state = 'DUE' and target = ? and due_at <= ?
                                and not (candidate.in_order and %s)
                              order by due_at limit ? for update skip locked) turn
                        where effect.effect_no = turn.effect_no
                        returning effect.*, turn.was_in_doubt
                        """
                                .formatted(WAITS.formatted("candidate")))
                .params(Timestamp.from(until), target, Timestamp.from(now), limit)
                .query((row, _) -> new Claimed(effect(row), row.getBoolean("was_in_doubt")))
                .list();
    }

    /// Keeps the claims of what is still being tried.
    void extend(Collection<Long> effects, Instant until) {
        database.sql(
                        "update effect set due_at = ? where effect_no = any(?) and state = 'DUE' and in_doubt")
                .params(Timestamp.from(until), effects.toArray(Long[]::new))
                .update();
    }

    /// Notes how attempts ended, except of those that lost their claim.
    void end(Collection<EffectResult> results, Instant now) {
        database.sql(
                        """
                        update effect set state = result.state, in_doubt = result.in_doubt, due_at = result.due_at,
                            outcome = result.outcome, error = coalesce(result.error, effect.error),
                            ended_at = case when result.state = 'DONE' then ?::timestamptz end
                        from unnest(?::bigint[], ?::integer[], ?::text[], ?::boolean[], ?::timestamptz[], ?::text[], ?::text[])
                             as result (effect_no, attempt, state, in_doubt, due_at, outcome, error)
                        where effect.effect_no = result.effect_no and effect.attempts = result.attempt
                          and (effect.state = 'DUE' or effect.state = 'PARKED' and effect.in_doubt)
                        """)
                .params(
                        Timestamp.from(now),
                        column(results, EffectResult::effectNo, Long[]::new),
                        column(results, EffectResult::attempt, Integer[]::new),
                        column(results, result -> result.state().name(), String[]::new),
                        column(results, EffectResult::inDoubt, Boolean[]::new),
                        column(results, result -> Timestamp.from(result.dueAt()), Timestamp[]::new),
                        column(results, EffectResult::outcome, String[]::new),
                        column(results, EffectResult::error, String[]::new))
                .update();
    }

    /// Notes that the end of parked effects with these keys became known another way.
    public void learn(String kind, Collection<String> keys, String outcome, Instant now) {
        database.sql(
                        """
                        update effect set state = 'DONE', in_doubt = false, outcome = ?, ended_at = ?
                        where state = 'PARKED' and key = any(?) and kind = ?
                        """)
                .params(outcome, Timestamp.from(now), keys.toArray(String[]::new), kind)
                .update();
    }

    /// Notes that what seemed done was not.
    public void park(String kind, String subject, String key, String error) {
        database.sql(
                        """
                        update effect set state = 'PARKED', in_doubt = false, outcome = null, ended_at = null, error = ?
                        where subject = ? and kind = ? and key = ? and state = 'DONE'
                        """)
                .params(error, subject, kind, key)
                .update();
    }

    Optional<Effect> find(EffectId effectId) {
        return database.sql("select * from effect where effect_id = ?")
                .param(effectId.value())
                .query((row, _) -> effect(row))
                .optional();
    }

    public Optional<Effect> findForChange(EffectId effectId) {
        return database.sql("select * from effect where effect_id = ? for update")
                .param(effectId.value())
                .query((row, _) -> effect(row))
                .optional();
    }

    public Optional<Effect> findForChange(String kind, String subject, String key) {
        return database.sql(
                        "select * from effect where subject = ? and kind = ? and key = ? for update")
                .params(subject, kind, key)
                .query((row, _) -> effect(row))
                .optional();
    }

    /// The latest first; `before` is the number of the last one of the page before.
    List<Effect> list(
            @Nullable EffectState state,
            @Nullable String kind,
            @Nullable String target,
            @Nullable String subject,
            long before,
            int limit) {
        var conditions = new ArrayList<>(List.of("effect_no < ?"));
        var values = new ArrayList<Object>(List.of(before));
        condition("state", state == null ? null : state.name(), conditions, values);
        condition("kind", kind, conditions, values);
        condition("target", target, conditions, values);
        condition("subject", subject, conditions, values);
        values.add(limit);
        return database.sql(
                        "select * from effect where %s order by effect_no desc limit ?"
                                .formatted(String.join(" and ", conditions)))
                .params(values)
                .query((row, _) -> effect(row))
                .list();
    }

    private static void condition(
            String column, @Nullable String value, List<String> conditions, List<Object> values) {
        if (value != null) {
            conditions.add(column + " = ?");
            values.add(value);
        }
    }

    void retry(Effect effect, boolean newRound, String staff, Instant now) {
        database.sql(
                        """
                        update effect set state = 'DUE', due_at = ?, decided_by = ?, round = round + ?,
                            in_doubt = in_doubt and not ?::boolean
                        where effect_no = ?
                        """)
                .params(Timestamp.from(now), staff, newRound ? 1 : 0, newRound, effect.effectNo())
                .update();
    }

    void giveUp(Effect effect, String staff, Instant now) {
        database.sql(
                        """
                        update effect set state = 'GIVEN_UP', decided_by = ?, ended_at = ? where effect_no = ?
                        """)
                .params(staff, Timestamp.from(now), effect.effectNo())
                .update();
    }

    /// Forgets what ended before `end`.
    int forget(Instant end, int limit) {
        return database.sql(
                        """
                        delete from effect where effect_no in (
                            select effect_no from effect where ended_at < ? and state in ('DONE', 'GIVEN_UP') limit ?)
                        """)
                .params(Timestamp.from(end), limit)
                .update();
    }

    /// @param oldestSeconds how long ago the first of them was recorded
    record Unfinished(EffectState state, long number, double oldestSeconds) {
        static final Unfinished NONE = new Unfinished(EffectState.DUE, 0, 0);
    }

    /// How many are unfinished, by state.
    Map<EffectState, Unfinished> unfinished() {
        return database
                .sql(
                        """
                        select state, count(*) as number, extract(epoch from now() - min(recorded_at)) as oldest_seconds
                        from effect where state in ('DUE', 'PARKED') group by state
                        """)
                .query(Unfinished.class)
                .list()
                .stream()
                .collect(toMap(Unfinished::state, identity()));
    }

    private static Effect effect(ResultSet row) throws SQLException {
        return new Effect(
                row.getLong("effect_no"),
                new EffectId(row.getString("effect_id")),
                row.getString("kind"),
                row.getString("target"),
                EffectGuarantee.valueOf(row.getString("guarantee")),
                row.getString("subject"),
                row.getString("key"),
                row.getInt("round"),
                row.getString("details"),
                row.getString("cause_event_id"),
                row.getString("correlation_id"),
                row.getString("cause"),
                EffectState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getBoolean("in_doubt"),
                row.getTimestamp("due_at").toInstant(),
                row.getString("error"),
                row.getString("outcome"),
                row.getString("decided_by"),
                row.getTimestamp("recorded_at").toInstant(),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var moment = row.getTimestamp(column);
        return moment == null ? null : moment.toInstant();
    }

    private static <R> R[] column(
            Collection<EffectResult> rows,
            Function<EffectResult, @Nullable R> value,
            IntFunction<R[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
