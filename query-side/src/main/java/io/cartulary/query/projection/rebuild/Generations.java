package io.cartulary.query.projection.rebuild;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;

import io.cartulary.query.projection.Generation;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    /// @param eventsAtStart the store's head when it was begun
    /// @param removedAt when its rows were gone
    record Entry(
            String projection,
            int generation,
            State state,
            Instant createdAt,
            long eventsAtStart,
            @Nullable Instant preparedAt,
            @Nullable Instant liveSince,
            @Nullable Instant retiredAt,
            @Nullable Instant droppedAt,
            @Nullable Instant removedAt) {

        Generation id() {
            return new Generation(projection, generation);
        }
    }

    private static final String COLUMNS =
            """
            projection, generation, upper(state) as state, created_at, events_at_start, prepared_at, live_since,
            retired_at, dropped_at, removed_at\
            """;

    private final JdbcClient database;

    Generations(@Qualifier(READ_MODELS) JdbcClient database) {
        this.database = database;
    }

    /// All whose rows are not gone yet.
    List<Entry> present() {
        return database.sql(
                        "select "
                                + COLUMNS
                                + " from projection_generation where removed_at is null"
                                + " order by projection, generation")
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
        return database.sql(
                        "select "
                                + COLUMNS
                                + " from projection_generation where projection = ? order by generation desc")
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
                instant(row, "created_at"),
                row.getLong("events_at_start"),
                instant(row, "prepared_at"),
                instant(row, "live_since"),
                instant(row, "retired_at"),
                instant(row, "dropped_at"),
                instant(row, "removed_at"));
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
        return database.sql(
                        "select "
                                + COLUMNS
                                + " from projection_generation"
                                + " where projection = ? and generation = ? for update")
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

    /// Gives a rebuild up, unless readers were led to it in the meantime.
    boolean giveUp(Generation generation) {
        return database.sql(
                                """
                                update projection_generation set state = 'dropped', dropped_at = now()
                                where projection = ? and generation = ? and state = 'building'\
                                """)
                        .params(generation.projection(), generation.number())
                        .update()
                == 1;
    }

    void markRemoved(Generation generation) {
        update("removed_at = now()", generation);
    }

    private void update(String change, Generation generation) {
        database.sql(
                        "update projection_generation set "
                                + change
                                + " where projection = ? and generation = ?")
                .params(generation.projection(), generation.number())
                .update();
    }
}
