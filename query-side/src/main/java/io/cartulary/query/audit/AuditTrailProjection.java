package io.cartulary.query.audit;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import io.cartulary.events.description.EventDescriptions;
import io.cartulary.events.family.EventFamilies;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Owns table `audit_entry`: one row an event, never changed.
@Component
class AuditTrailProjection implements ProjectionDefinition {

    static final String NAME = "audit-trail";

    private static final Table ENTRY = Table.named("audit_entry");
    static final Column<Long> POSITION = ENTRY.key("position", BIGINT);
    static final Column<String> EVENT_ID = ENTRY.replaced("event_id", TEXT.notNull());
    static final Column<Instant> AT = ENTRY.replaced("at", TIMESTAMPTZ.notNull());
    static final Column<String> TYPE = ENTRY.replaced("type", TEXT.notNull());
    static final Column<String> AGGREGATE_ID = ENTRY.replaced("aggregate_id", TEXT.notNull());
    static final Column<String> WHAT = ENTRY.replaced("what", TEXT.notNull());
    static final Column<String> PERSONAL = ENTRY.replaced("personal", JSONB);
    static final Column<String> ACTOR_ID = ENTRY.replaced("actor_id", TEXT);
    static final Column<String> ACTOR_ROLE = ENTRY.replaced("actor_role", TEXT);
    static final Column<String> STAFF_ID = ENTRY.replaced("staff_id", TEXT);
    static final Column<String> ORIGIN = ENTRY.replaced("origin", TEXT);
    static final Column<String> REQUEST_ID = ENTRY.replaced("request_id", TEXT);
    static final Column<String> CORRELATION_ID = ENTRY.replaced("correlation_id", TEXT);
    static final Column<String> CAUSATION_ID = ENTRY.replaced("causation_id", TEXT);

    static final Column<String> COMMAND = ENTRY.replaced("command", TEXT);
    static final Column<String> HANDLER = ENTRY.replaced("handler", TEXT);
    static final Column<String> EFFECT_ID = ENTRY.replaced("effect_id", TEXT);

    private static final String INDEXES =
            """
            create index if not exists audit_entry_at_idx on audit_entry (at desc, position desc);
            create index if not exists audit_entry_aggregate_idx on audit_entry (aggregate_id, at desc, position desc);
            create index if not exists audit_entry_type_idx on audit_entry (type, at desc, position desc);
            create index if not exists audit_entry_actor_idx on audit_entry (actor_id, at desc, position desc);
            create index if not exists audit_entry_staff_idx on audit_entry (staff_id, at desc, position desc)
                where staff_id is not null;
            create index if not exists audit_entry_correlation_idx on audit_entry (correlation_id, position desc);
            create index if not exists audit_entry_request_idx on audit_entry (request_id) where request_id is not null;
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
    public Optional<ObjectRows> objectRows() {
        return Optional.of(ObjectRows.named("", AGGREGATE_ID));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, database, Table.ddl(ENTRY), INDEXES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        return BatchHandler.ofRows(generation, database, this::fold);
    }

    private void fold(DomainEvent event, EventMessage<?> message, Rows rows) {
        rows.of(ENTRY, EventPosition.of(message))
                .set(EVENT_ID, message.getIdentifier())
                .set(AT, message.getTimestamp())
                .set(TYPE, EventFamilies.storedName(event.getClass()))
                .set(AGGREGATE_ID, event.aggregateId())
                .set(WHAT, EventDescriptions.describe(event))
                .set(PERSONAL, personal(event))
                .set(ACTOR_ID, metadata(message, EventMetadata.ACTOR_ID))
                .set(ACTOR_ROLE, metadata(message, EventMetadata.ACTOR_ROLE))
                .set(STAFF_ID, metadata(message, EventMetadata.STAFF_ID))
                .set(ORIGIN, metadata(message, EventMetadata.ORIGIN))
                .set(REQUEST_ID, metadata(message, EventMetadata.REQUEST_ID))
                .set(CORRELATION_ID, metadata(message, EventMetadata.CORRELATION_ID))
                .set(CAUSATION_ID, metadata(message, EventMetadata.CAUSATION_ID))
                .set(COMMAND, metadata(message, EventMetadata.COMMAND))
                .set(HANDLER, metadata(message, EventMetadata.HANDLER))
                .set(EFFECT_ID, metadata(message, EventMetadata.EFFECT_ID));
    }

    private static @Nullable String metadata(EventMessage<?> message, String key) {
        var value = message.getMetaData().get(key);
        return value == null ? null : value.toString();
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
