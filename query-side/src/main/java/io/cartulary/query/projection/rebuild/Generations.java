package io.cartulary.query.projection.rebuild;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;

import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.rebuild.Comparisons.Verdict;
import io.cartulary.web.version.EntityTag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table of generations: the one place where nodes agree which there are and which is live.
@Component
class Generations {

    enum State {
        BUILDING,
        LIVE,
        RETIRED,
        DROPPED
    }

    /// @param revision counts what staff can see change
    /// @param eventsAtStart the store's head when it was begun
    /// @param paused whether it is not filled for the time being
    /// @param eventsPerSecond how many events of the store are read for it at most
    /// @param stopAt the last event that it is given for a moment; absent when there is no end
    /// @param removedAt when its rows were gone
    /// @param verdict of its comparison with the live one; absent before that
    record Entry(
            String projection,
            int generation,
            State state,
            long revision,
            Instant createdAt,
            long eventsAtStart,
            boolean paused,
            @Nullable Integer eventsPerSecond,
            @Nullable Long stopAt,
            @Nullable Instant preparedAt,
            @Nullable Instant liveSince,
            @Nullable Instant retiredAt,
            @Nullable Instant droppedAt,
            @Nullable Instant removedAt,
            @Nullable Verdict verdict) {

        Generation id() {
            return new Generation(projection, generation);
        }

        /// As changes of it name it with `If-Match`.
        EntityTag tag() {
            return new EntityTag(id().schema(), revision);
        }
    }

    /// What a node that stops others has not lifted is lifted by itself.
    private static final String ENTRIES =
            """
            select g.projection, g.generation, upper(state) as state, revision, created_at, events_at_start, paused,
                   events_per_second, case when stop_until > clock_timestamp() then stop_at end as stop_at,
                   prepared_at, live_since, retired_at, dropped_at, removed_at, upper(c.verdict) as verdict
            from projection_generation g
            left join projection_comparison c on c.projection = g.projection and c.generation = g.generation
            """;

    private static final double MILLIS_PER_SECOND = 1_000;

    private final JdbcClient database;

    Generations(@Qualifier(READ_MODELS) JdbcClient database) {
        this.database = database;
    }

    /// All whose rows are not gone yet.
    List<Entry> present() {
        return database.sql(ENTRIES + "where removed_at is null order by projection, generation")
                .query(Generations::entry)
                .list();
    }

    /// Names of the projections that were begun.
    Set<String> projections() {
        return Set.copyOf(
                database.sql("select distinct projection from projection_generation")
                        .query(String.class)
                        .list());
    }

    /// All there ever were of one projection, the newest first.
    List<Entry> of(String projection) {
        return database.sql(ENTRIES + "where g.projection = ? order by generation desc")
                .param(projection)
                .query(Generations::entry)
                .list();
    }

    /// By hand: asked for twice a second, and Spring's mapper of records tries every column under a
    /// second name, which costs an exception each.
    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getString("projection"),
                row.getInt("generation"),
                State.valueOf(row.getString("state")),
                row.getLong("revision"),
                instant(row, "created_at"),
                row.getLong("events_at_start"),
                row.getBoolean("paused"),
                row.getObject("events_per_second", Integer.class),
                row.getObject("stop_at", Long.class),
                instant(row, "prepared_at"),
                instant(row, "live_since"),
                instant(row, "retired_at"),
                instant(row, "dropped_at"),
                instant(row, "removed_at"),
                verdict(row.getString("verdict")));
    }

    private static @Nullable Verdict verdict(@Nullable String name) {
        return name == null ? null : Verdict.valueOf(name);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var moment = row.getTimestamp(column);
        return moment == null ? null : moment.toInstant();
    }

    /// Begins the very first generation, which is live at once: there is nothing older to read.
    void beginFirst(String projection, long head) {
        database.sql(
                        """
                        insert into projection_generation (projection, generation, state, events_at_start, live_since)
                        select ?, 1, 'live', ?, now()
                        where not exists (select from projection_generation where projection = ?)
                        on conflict do nothing\
                        """)
                .params(projection, head, projection)
                .update();
    }

    /// Begins another generation beside the live one, unless one is being built already.
    OptionalInt beginRebuild(String projection, long head) {
        return database.sql(
                        """
                        insert into projection_generation (projection, generation, state, events_at_start)
                        select ?, max(generation) + 1, 'building', ? from projection_generation where projection = ?
                        on conflict do nothing returning generation\
                        """)
                .params(projection, head, projection)
                .query(Integer.class)
                .optional()
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /// Locks the generation until the transaction ends and reads it again; nothing when another
    /// node holds it.
    List<Entry> lock(Generation generation) {
        return database.sql(ENTRIES + "where g.projection = ? and g.generation = ? for update of g")
                .params(generation.projection(), generation.number())
                .query(Generations::entry)
                .list();
    }

    void markPrepared(Generation generation) {
        update("prepared_at = now()", generation);
    }

    void markLive(Generation generation) {
        update("state = 'live', live_since = now()", generation);
    }

    void markRetired(Generation generation) {
        update("state = 'retired', retired_at = now()", generation);
    }

    void markDropped(Generation generation) {
        update("state = 'dropped', dropped_at = now()", generation);
    }

    void pause(Generation generation, boolean paused) {
        update("paused = " + paused, generation);
    }

    void throttle(Generation generation, @Nullable Integer eventsPerSecond) {
        update("events_per_second = " + eventsPerSecond, generation);
    }

    /// Something of it changed that another table has.
    void touch(Generation generation) {
        update("paused = paused", generation);
    }

    /// For a moment no node gives these generations any event after that one.
    void stop(long lastEvent, Duration atMost, Generation... stopped) {
        for (var generation : stopped) {
            database.sql(
                            """
                            update projection_generation
                            set stop_at = ?, stop_until = clock_timestamp() + make_interval(secs => ?)
                            where projection = ? and generation = ?\
                            """)
                    .params(
                            lastEvent,
                            atMost.toMillis() / MILLIS_PER_SECOND,
                            generation.projection(),
                            generation.number())
                    .update();
        }
    }

    void release(Generation... stopped) {
        for (var generation : stopped) {
            database.sql(
                            """
                            update projection_generation set stop_at = null, stop_until = null
                            where projection = ? and generation = ?\
                            """)
                    .params(generation.projection(), generation.number())
                    .update();
        }
    }

    void markRemoved(Generation generation) {
        update("removed_at = now()", generation);
    }

    private void update(String change, Generation generation) {
        database.sql(
                        "update projection_generation set revision = revision + 1, "
                                + change
                                + " where projection = ? and generation = ?")
                .params(generation.projection(), generation.number())
                .update();
    }
}
