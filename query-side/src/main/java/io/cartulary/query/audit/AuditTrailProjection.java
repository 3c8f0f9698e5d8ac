package io.cartulary.query.audit;

import static io.cartulary.eventstore.tables.BatchTable.Type.BIGINT;
import static io.cartulary.eventstore.tables.BatchTable.Type.JSONB;
import static io.cartulary.eventstore.tables.BatchTable.Type.TEXT;
import static io.cartulary.eventstore.tables.BatchTable.Type.TIMESTAMPTZ;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import io.cartulary.events.family.EventFamilies;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.eventstore.tables.BatchTable;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Owns table `audit_entry`: one row an event, never changed.
@Component
class AuditTrailProjection implements ProjectionDefinition {

    static final String NAME = "audit-trail";

    private static final String TABLES =
            """
            create table audit_entry (
                position       bigint primary key,
                event_id       text not null,
                at             timestamptz not null,
                type           text not null,
                aggregate_id   text not null,
                what           text not null,
                personal       jsonb,
                actor_id       text,
                actor_role     text,
                origin         text,
                request_id     text,
                correlation_id text,
                causation_id   text
            );
            """;

    private static final String INDEXES =
            """
            create index if not exists audit_entry_at_idx on audit_entry (at desc, position desc);
            create index if not exists audit_entry_aggregate_idx on audit_entry (aggregate_id, at desc, position desc);
            create index if not exists audit_entry_type_idx on audit_entry (type, at desc, position desc);
            create index if not exists audit_entry_actor_idx on audit_entry (actor_id, at desc, position desc);
            """;

    /// By type of event.
    private static final ClassValue<List<RecordComponent>> PERSONAL_FIELDS =
            new ClassValue<>() {
                @Override
                protected List<RecordComponent> computeValue(Class<?> type) {
                    return Stream.of(type.getRecordComponents())
                            .filter(field -> Personal.class.isAssignableFrom(field.getType()))
                            .toList();
                }
            };

    private final JdbcTemplate database;
    private final JsonMapper json;

    AuditTrailProjection(@Qualifier("readModels") JdbcTemplate database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.copyOf(EventFamilies.ALL);
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, JdbcClient.create(database), TABLES, INDEXES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        var table =
                BatchTable.<Row>named(generation.schema() + ".audit_entry")
                        .key("position", BIGINT, Row::position)
                        .replaced("event_id", TEXT, Row::eventId)
                        .replaced("at", TIMESTAMPTZ, Row::at)
                        .replaced("type", TEXT, Row::type)
                        .replaced("aggregate_id", TEXT, Row::aggregateId)
                        .replaced("what", TEXT, Row::what)
                        .replaced("personal", JSONB, Row::personal)
                        .replaced("actor_id", TEXT, row -> row.metadata(EventMetadata.ACTOR_ID))
                        .replaced("actor_role", TEXT, row -> row.metadata(EventMetadata.ACTOR_ROLE))
                        .replaced("origin", TEXT, row -> row.metadata(EventMetadata.ORIGIN))
                        .replaced("request_id", TEXT, row -> row.metadata(EventMetadata.REQUEST_ID))
                        .replaced(
                                "correlation_id",
                                TEXT,
                                row -> row.metadata(EventMetadata.CORRELATION_ID))
                        .replaced(
                                "causation_id",
                                TEXT,
                                row -> row.metadata(EventMetadata.CAUSATION_ID))
                        .build();
        return () -> new Entries(table);
    }

    private record Row(
            long position,
            String eventId,
            Instant at,
            String type,
            String aggregateId,
            String what,
            @Nullable String personal,
            MetaData metadata) {

        @Nullable Object metadata(String key) {
            return metadata.get(key);
        }
    }

    private final class Entries implements BatchHandler.Batch {

        private final BatchTable<Row> table;
        private final List<Row> rows = new ArrayList<>();

        Entries(BatchTable<Row> table) {
            this.table = table;
        }

        @Override
        public void on(DomainEvent event, EventMessage<?> message) {
            rows.add(
                    new Row(
                            EventPosition.of(message),
                            message.getIdentifier(),
                            message.getTimestamp(),
                            EventFamilies.storedName(event.getClass()),
                            event.aggregateId(),
                            InWords.tell(event),
                            personal(event),
                            message.getMetaData()));
        }

        @Override
        public void flush() {
            table.write(database, rows);
        }

        private @Nullable String personal(DomainEvent event) {
            var fields = PERSONAL_FIELDS.get(event.getClass());
            if (fields.isEmpty()) {
                return null;
            }
            var sealed = new LinkedHashMap<String, String>();
            for (var field : fields) {
                if (value(field, event) instanceof Personal.Sealed<?>(_, var text)) {
                    sealed.put(field.getName(), text);
                }
            }
            return json.writeValueAsString(sealed);
        }

        private static @Nullable Object value(RecordComponent field, DomainEvent event) {
            try {
                return field.getAccessor().invoke(event);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(field + " of " + event + " cannot be read", e);
            }
        }
    }
}
