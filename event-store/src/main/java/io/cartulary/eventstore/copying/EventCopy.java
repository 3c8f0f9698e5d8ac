package io.cartulary.eventstore.copying;

import io.axoniq.axonserver.connector.event.EventChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Carries the events of a shop that is stopped from PostgreSQL to an Axon Server, or back.
///
/// What the target has already must be the beginning of the log, so a copy that was interrupted is
/// resumed and a foreign log is never touched. Only when both logs were read once more and are
/// equal are the positions of the processors moved, and with them the database's word on where its
/// events are: until then the shop starts as before, from then on only with the other store.
///
/// Positions keep their order and their last value. A log with gaps has none in Axon Server: there
/// its first event gets a later position, so that none is given twice. Snapshots are left out.
public final class EventCopy {

    private static final String POSTGRES = "postgres";
    private static final String AXON_SERVER = "axon-server";
    private static final int BATCH = 500;
    private static final long TOLD_EVERY = 20_000;

    private final JdbcClient events;
    private final KeptPositions ofCommandSide;
    private final KeptPositions ofReadModels;
    private final EventLog postgres;
    private final EventLog axonServer;
    private final Consumer<String> report;

    /// @param events the event store's database
    /// @param readModels the read models' database
    public EventCopy(
            DataSource events,
            DataSource readModels,
            EventChannel server,
            Consumer<String> report) {
        this.events = JdbcClient.create(events);
        this.ofCommandSide = new KeptPositions(events);
        this.ofReadModels = new KeptPositions(readModels);
        this.postgres = new PostgresEvents(events);
        this.axonServer = new AxonServerEvents(server);
        this.report = report;
    }

    /// @throws CopyFailed when it was not done; it can be begun again
    public void toAxonServer() {
        copy(POSTGRES, postgres, AXON_SERVER, axonServer);
    }

    /// @throws CopyFailed when it was not done; it can be begun again
    public void toPostgres() {
        copy(AXON_SERVER, axonServer, POSTGRES, postgres);
    }

    private void copy(String fromStore, EventLog from, String toStore, EventLog to) {
        require(fromStore, toStore);
        var size = carryOver(from, to);
        verify(from, to);
        var before = toStore.equals(AXON_SERVER) ? lastPosition() - size : positionsBefore();
        LongUnaryOperator position =
                toStore.equals(AXON_SERVER)
                        ? kept -> positionInServer(kept, before)
                        : kept -> positionInTable(kept - before);
        if (fromStore.equals(ofReadModels.store())) {
            ofReadModels.move(toStore, position, () -> {});
        }
        ofCommandSide.move(
                toStore,
                position,
                () -> {
                    ofCommandSide.moveHandledAhead(position);
                    events.sql("update event_log set positions_before = ?, first_event = ?")
                            .params(before, firstEvent(to))
                            .update();
                });
        report.accept("The events of this shop are in %s now.".formatted(to.name()));
    }

    private void require(String fromStore, String toStore) {
        var store = ofCommandSide.store();
        if (store == null) {
            throw new CopyFailed("There is no shop in this database yet.");
        }
        if (!store.equals(fromStore)) {
            throw new CopyFailed("The events of this shop are in %s already.".formatted(toStore));
        }
        if (ofCommandSide.isInUse() || ofReadModels.isInUse()) {
            throw new CopyFailed("A process of this shop is running; stop it first.");
        }
    }

    /// @return how many events the log has
    private long carryOver(EventLog from, EventLog to) {
        var size = from.size();
        var there = to.size();
        if (there > size) {
            throw new CopyFailed(
                    "%s has %,d events and %s only %,d: they are not the same log."
                            .formatted(to.name(), there, from.name(), size));
        }
        var before = positionsBefore();
        try (var source = from.read();
                var target = to.read()) {
            for (long number = 0; number < there; number++) {
                requireSame(number, source.next(), target.next(), to);
            }
            if (there > 0) {
                report.accept("%s has the first %s already.".formatted(to.name(), events(there)));
            }
            var batch = new ArrayList<CopiedEvent>();
            var copied = there;
            for (var event = source.next(); event != null; event = source.next()) {
                batch.add(event);
                if (batch.size() == BATCH) {
                    copied = append(to, batch, before, copied);
                }
            }
            append(to, batch, before, copied);
        }
        return size;
    }

    private long append(EventLog to, List<CopiedEvent> batch, long before, long copied) {
        if (!batch.isEmpty()) {
            to.append(List.copyOf(batch), before, copied);
        }
        var now = copied + batch.size();
        if (now / TOLD_EVERY > copied / TOLD_EVERY) {
            report.accept(events(now) + " copied.");
        }
        batch.clear();
        return now;
    }

    private void verify(EventLog from, EventLog to) {
        var sum = sha256();
        long number = 0;
        try (var source = from.read();
                var target = to.read()) {
            var expected = source.next();
            var found = target.next();
            while (expected != null || found != null) {
                requireSame(number, expected, found, to);
                sum.update(Objects.requireNonNull(found).canonical());
                number++;
                expected = source.next();
                found = target.next();
            }
        }
        report.accept(
                "%s are equal in both, in the same order (SHA-256 %s)."
                        .formatted(events(number), HexFormat.of().formatHex(sum.digest())));
    }

    private static void requireSame(
            long number, @Nullable CopiedEvent expected, @Nullable CopiedEvent found, EventLog to) {
        if (!Objects.equals(expected, found)) {
            throw new CopyFailed(
                    "Event %,d in %s is another one: it holds another log, or the shop was used meanwhile."
                            .formatted(number + 1, to.name()));
        }
    }

    private long lastPosition() {
        return number("select coalesce(max(global_index), 0) from domain_event_entry");
    }

    private long positionsBefore() {
        return number("select positions_before from event_log");
    }

    /// How many events PostgreSQL has up to a position, counted in the server.
    private long positionInServer(long kept, long before) {
        var count =
                events.sql("select count(*) from domain_event_entry where global_index <= ?")
                        .param(kept)
                        .query(Long.class)
                        .single();
        return count == 0 ? 0 : count + before;
    }

    private long positionInTable(long count) {
        return count <= 0
                ? 0
                : events.sql(
                                "select global_index from domain_event_entry order by global_index offset ? limit 1")
                        .param(count - 1)
                        .query(Long.class)
                        .single();
    }

    private long number(String sql) {
        return events.sql(sql).query(Long.class).single();
    }

    private static @Nullable String firstEvent(EventLog log) {
        try (var reader = log.read()) {
            var first = reader.next();
            return first == null ? null : first.identifier();
        }
    }

    private static String events(long number) {
        return String.format(Locale.ROOT, "%,d events", number);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
