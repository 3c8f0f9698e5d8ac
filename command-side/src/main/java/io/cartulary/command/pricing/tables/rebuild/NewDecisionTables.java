package io.cartulary.command.pricing.tables.rebuild;

import static java.util.stream.Collectors.joining;

import io.cartulary.command.pricing.tables.DecisionTables;
import io.cartulary.command.pricing.tables.DecisionTablesSchema;
import io.cartulary.eventstore.parking.EventCorrections;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Decision tables beside the live ones, until they take their place. Each filling has a schema of
/// its own, so one that lost its claim and lives on finds nothing to write to.
@Component
class NewDecisionTables {

    private static final String SCHEMAS = "decision_tables_new_";

    private static final int BATCH = 1_000;

    /// Below the second after which PostgreSQL looks for a deadlock, with a reader that has one of
    /// the tables and waits for another.
    private static final String EXCHANGE_WITHIN = "300ms";

    private static final Set<String> LOCKED_BY_OTHERS = Set.of("55P03", "40P01");

    private static final String LIVE_TABLES =
            DecisionTablesSchema.TABLES.stream()
                    .map(table -> DecisionTablesSchema.LIVE + "." + table)
                    .collect(joining(", "));

    private final EventStore events;
    private final JdbcTemplate database;
    private final TransactionTemplate transactions;
    private final TransactionManager unitsOfWork;
    private final ParameterResolverFactory parameters;
    private final JsonMapper json;
    private final EventCorrections corrections;

    NewDecisionTables(
            EventStore events,
            JdbcTemplate database,
            TransactionTemplate transactions,
            TransactionManager unitsOfWork,
            ParameterResolverFactory parameters,
            JsonMapper json,
            EventCorrections corrections) {
        this.events = events;
        this.database = database;
        this.transactions = transactions;
        this.unitsOfWork = unitsOfWork;
        this.parameters = parameters;
        this.json = json;
        this.corrections = corrections;
    }

    enum Exchange {
        DONE,
        /// The live tables have moved on, or somebody uses them at this moment.
        NOT_YET,
        /// An event that the live tables lacked was retried or skipped in the meantime.
        LEFT_OUT_CHANGED
    }

    /// Those of every filling there was.
    void remove() {
        database.queryForList(
                        "select nspname from pg_namespace where starts_with(nspname, ?)",
                        String.class,
                        SCHEMAS)
                .forEach(schema -> database.execute("drop schema %s cascade".formatted(schema)));
    }

    /// Empty ones, with the keys, the indexes and the options of the live ones.
    Filling create() {
        var schema = SCHEMAS + UUID.randomUUID().toString().replace("-", "");
        database.execute("create schema " + schema);
        for (var table : DecisionTablesSchema.TABLES) {
            database.execute(
                    "create table %s.%s (like %s.%2$s including all)"
                            .formatted(schema, table, DecisionTablesSchema.LIVE));
            for (var option : optionsOf(table)) {
                database.execute("alter table %s.%s set (%s)".formatted(schema, table, option));
            }
        }
        database.update(
                "insert into %s.pricing_rules_version (version) values (0)".formatted(schema));
        return new Filling(schema);
    }

    private List<String> optionsOf(String table) {
        return database.queryForList(
                "select unnest(reloptions) from pg_class where oid = ?::regclass",
                String.class,
                DecisionTablesSchema.LIVE + "." + table);
    }

    /// Takes in what the live tables hold.
    final class Filling implements AutoCloseable {

        private final BlockingStream<TrackedEventMessage<?>> stream =
                events.openStream(events.createTailToken());

        /// Identifiers of the events that the live tables lack, too.
        private final Set<String> leftOut = new HashSet<>();

        private long reached = -1;

        private final String schema;
        private final AnnotationEventHandlerAdapter handler;

        private Filling(String schema) {
            this.schema = schema;
            this.handler =
                    new AnnotationEventHandlerAdapter(
                            new DecisionTables(schema, database, json), parameters);
        }

        @Override
        public void close() {
            stream.close();
        }

        /// Everything up to the position of the live ones, as it is now.
        void catchUp() throws Exception {
            var live = liveTablesReach();
            var batch = new ArrayList<TrackedEventMessage<?>>();
            while (reached < live && stream.hasNextAvailable(1, TimeUnit.SECONDS)) {
                var next = positionOf(stream.peek().orElseThrow());
                if (next <= live) {
                    batch.add(stream.nextAvailable());
                }
                reached = Math.min(next, live);
                if (batch.size() == BATCH) {
                    write(batch);
                    batch.clear();
                }
            }
            write(batch);
        }

        private void write(List<TrackedEventMessage<?>> batch) throws Exception {
            var lacking = liveTablesLack();
            var taken = new ArrayList<EventMessage<?>>();
            for (var message : batch) {
                if (lacking.contains(message.getIdentifier())) {
                    leftOut.add(message.getIdentifier());
                } else if (handler.canHandle(message)) {
                    taken.add(corrections.applied(DecisionTables.PROCESSOR, message));
                }
            }
            if (!taken.isEmpty()) {
                var work = new BatchingUnitOfWork<>(taken);
                work.attachTransaction(unitsOfWork);
                var outcome = work.executeWithResult(() -> handler.handle(work.getMessage()));
                if (outcome.isExceptional()) {
                    throw new IllegalStateException(
                            "%s could not be handled".formatted(work.getMessage().getIdentifier()),
                            outcome.exceptionResult());
                }
            }
        }

        /// Before they are read for the first time.
        void analyze() {
            for (var table : DecisionTablesSchema.TABLES) {
                database.execute("analyze %s.%s".formatted(schema, table));
            }
        }

        /// In one transaction, which holds the processor of the live tables where it is and keeps
        /// all others from reading or writing them.
        Exchange exchange() {
            try {
                return transactions.execute(_ -> exchangeNow());
            } catch (DataAccessException e) {
                if (e.getMostSpecificCause() instanceof SQLException cause
                        && LOCKED_BY_OTHERS.contains(cause.getSQLState())) {
                    return Exchange.NOT_YET;
                }
                throw e;
            }
        }

        private Exchange exchangeNow() {
            database.execute("set local lock_timeout = '" + EXCHANGE_WITHIN + "'");
            database.queryForList(
                    "select segment from token_entry where processor_name = ? for update",
                    Integer.class,
                    DecisionTables.PROCESSOR);
            if (liveTablesReach() != reached) {
                return Exchange.NOT_YET;
            }
            database.execute("lock table " + LIVE_TABLES + " in access exclusive mode");
            if (!liveTablesLack().equals(leftOut)) {
                return Exchange.LEFT_OUT_CHANGED;
            }
            // Every node reads the rules again that meets a later version than it knows.
            database.update(
                    "update %s.pricing_rules_version set version = live.version + 1 from %s.pricing_rules_version live"
                            .formatted(schema, DecisionTablesSchema.LIVE));
            for (var table : DecisionTablesSchema.TABLES) {
                database.execute("drop table %s.%s".formatted(DecisionTablesSchema.LIVE, table));
                database.execute(
                        "alter table %s.%s set schema %s"
                                .formatted(schema, table, DecisionTablesSchema.LIVE));
            }
            return Exchange.DONE;
        }
    }

    private long liveTablesReach() {
        return database.queryForObject(DecisionTables.POSITION, Long.class);
    }

    /// Those that the processor has parked wait for a retry; those that staff skipped never come.
    private Set<String> liveTablesLack() {
        return Set.copyOf(
                database.queryForList(
                        """
                        select event_identifier from dead_letter_entry where processing_group = ?
                        union select event_id from skipped_event where processor = ?\
                        """,
                        String.class,
                        DecisionTables.PROCESSOR,
                        DecisionTables.PROCESSOR));
    }

    private static long positionOf(TrackedEventMessage<?> message) {
        return message.trackingToken().position().orElse(-1);
    }
}
