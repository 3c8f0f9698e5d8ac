package io.cartulary.query.audit;

import static io.cartulary.query.audit.AuditTrailProjection.*;

import io.cartulary.query.audit.AuditQuery.FindCauses;
import io.cartulary.query.audit.CausesOfEvents.RecordedEffect;
import io.cartulary.query.audit.CausesOfEvents.RecordedEvent;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Answers from table `audit_entry`, and from the command side's tables `effect` and
/// `staff_request`, which are beside the events.
@Component
class CauseGraphReadModel {

    /// A larger graph is one that no one reads.
    private static final int MOST_EVENTS = 500;

    private static final String MAIL_SERVER = "mail-server";

    /// The chains of the object's latest events: a stock item may have those of every order.
    private static final String CHAINS_OF_OBJECT =
            """
            select distinct correlation_id from (
                select correlation_id from %s.audit_entry where aggregate_id = ? order by at desc, position desc limit ?) latest
            where correlation_id is not null
            """;

    private static final String CHAINS_OF_REQUEST =
            """
            select distinct correlation_id from (
                select correlation_id from %s.audit_entry where request_id = ? limit ?) one
            where correlation_id is not null
            """;

    private final JdbcClient besideEvents;
    private final JdbcClient readModels;
    private final AwaitedGenerations live;
    private final JsonMapper json;

    CauseGraphReadModel(
            JdbcClient besideEvents,
            @Qualifier("readModels") JdbcClient readModels,
            AwaitedGenerations live,
            JsonMapper json) {
        this.besideEvents = besideEvents;
        this.readModels = readModels;
        this.live = live;
        this.json = json;
    }

    @QueryHandler
    Optional<CauseGraph> answer(FindCauses query) {
        var schema = live.of(NAME).schema();
        var chains = chains(query, schema);
        var latest = events(chains, query.object(), schema);
        if (latest.isEmpty()) {
            return Optional.empty();
        }
        var shown = latest.stream().limit(MOST_EVENTS).toList().reversed();
        return Optional.of(
                CausesOfEvents.graph(
                        shown, effects(chains), requests(shown), latest.size() > MOST_EVENTS));
    }

    private List<String> chains(FindCauses query, String schema) {
        var sql = query.object() == null ? CHAINS_OF_REQUEST : CHAINS_OF_OBJECT;
        return readModels
                .sql(sql.formatted(schema))
                .params(Objects.requireNonNullElse(query.object(), query.request()), MOST_EVENTS)
                .query(String.class)
                .list();
    }

    /// The latest first, one more than are shown. An event without a chain is one of its own.
    private List<RecordedEvent> events(
            List<String> chains, @Nullable String object, String schema) {
        return readModels
                .sql(
                        """
                        select * from (
                            (select * from %1$s.audit_entry where correlation_id = any(?) order by position desc limit ?)
                            union all
                            (select * from %1$s.audit_entry where aggregate_id = ? and correlation_id is null
                             order by at desc, position desc limit ?)) entry
                        order by position desc limit ?
                        """
                                .formatted(schema))
                .params(
                        chains.toArray(String[]::new),
                        MOST_EVENTS + 1,
                        object,
                        MOST_EVENTS + 1,
                        MOST_EVENTS + 1)
                .query((row, _) -> event(row))
                .list();
    }

    private static RecordedEvent event(ResultSet row) throws SQLException {
        return new RecordedEvent(
                POSITION.of(row),
                EVENT_ID.of(row),
                AT.of(row),
                TYPE.of(row),
                AGGREGATE_ID.of(row),
                WHAT.of(row),
                ACTOR_ID.of(row),
                ACTOR_ROLE.of(row),
                REQUEST_ID.of(row),
                CAUSATION_ID.of(row),
                COMMAND.of(row),
                HANDLER.of(row),
                EFFECT_ID.of(row));
    }

    /// Those that the ledger still has; none before a command side made it.
    private List<RecordedEffect> effects(List<String> chains) {
        var madeByNow =
                besideEvents
                        .sql("select to_regclass('effect') is not null")
                        .query(Boolean.class)
                        .single();
        return madeByNow
                ? besideEvents
                        .sql(
                                """
                                select * from (
                                    select * from effect where correlation_id = any(?) order by effect_no desc limit ?) latest
                                order by effect_no
                                """)
                        .params(chains.toArray(String[]::new), MOST_EVENTS)
                        .query((row, _) -> effect(row))
                        .list()
                : List.of();
    }

    private RecordedEffect effect(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        return new RecordedEffect(
                row.getString("effect_id"),
                row.getString("kind"),
                row.getString("target"),
                row.getString("target").equals(MAIL_SERVER),
                row.getString("subject"),
                row.getString("cause_event_id"),
                json.readTree(row.getString("cause")).path("handler").stringValue(null),
                row.getString("state"),
                row.getInt("attempts") > 0,
                outcome == null ? row.getString("error") : outcome,
                row.getTimestamp("recorded_at").toInstant(),
                instant(row.getTimestamp("ended_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp moment) {
        return moment == null ? null : moment.toInstant();
    }

    /// What staff asked for; of other requests nothing is kept.
    private Map<String, String> requests(List<RecordedEvent> events) {
        var ids =
                events.stream()
                        .map(RecordedEvent::requestId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toArray(String[]::new);
        try (Stream<Map.Entry<String, String>> found =
                besideEvents
                        .sql(
                                "select request_id, method, path from staff_request where request_id = any(?)")
                        .param(ids)
                        .query((row, _) ->
                                Map.entry(
                                        row.getString("request_id"),
                                        row.getString("method") + " " + row.getString("path")))
                        .stream()) {
            return found.collect(
                    Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first));
        }
    }
}
