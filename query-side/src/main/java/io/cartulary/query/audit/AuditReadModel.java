package io.cartulary.query.audit;

import static io.cartulary.query.audit.AuditTrailProjection.*;

import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.query.audit.AuditQuery.ListAuditEntries;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Answers [AuditQuery] from table `audit_entry`; what is sealed there is opened for the reader.
@Component
class AuditReadModel {

    private static final TypeReference<Map<String, String>> SEALED = new TypeReference<>() {};

    private final JdbcClient database;
    private final AwaitedGenerations live;
    private final PersonalDataCipher cipher;
    private final JsonMapper json;

    AuditReadModel(
            @Qualifier("readModels") JdbcClient database,
            AwaitedGenerations live,
            PersonalDataCipher cipher,
            JsonMapper json) {
        this.database = database;
        this.live = live;
        this.cipher = cipher;
        this.json = json;
    }

    @QueryHandler
    List<AuditEntry> answer(ListAuditEntries query) {
        var conditions = new ArrayList<>(List.of("true"));
        var values = new ArrayList<>();
        add("aggregate_id = ?", query.aggregateId(), conditions, values);
        add("type = ?", query.type(), conditions, values);
        add("actor_id = ?", query.actor(), conditions, values);
        add("staff_id = ?", query.staff(), conditions, values);
        add(
                "at >= ?",
                query.from() == null ? null : Timestamp.from(query.from()),
                conditions,
                values);
        add("at < ?", query.to() == null ? null : Timestamp.from(query.to()), conditions, values);
        if (query.after() != null) {
            conditions.add("(at, position) < (?, ?)");
            values.add(Timestamp.from(query.after().at()));
            values.add(query.after().position());
        }
        values.add(query.limit());
        return database.sql(
                        "select * from %s.audit_entry where %s order by at desc, position desc limit ?"
                                .formatted(
                                        live.of(NAME).schema(), String.join(" and ", conditions)))
                .params(values)
                .query((row, _) -> entry(row))
                .list();
    }

    private static void add(
            String condition,
            @Nullable Object value,
            List<String> conditions,
            List<Object> values) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }

    private AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                POSITION.of(row),
                EVENT_ID.of(row),
                AT.of(row),
                TYPE.of(row),
                AGGREGATE_ID.of(row),
                WHAT.of(row),
                personal(PERSONAL.of(row)),
                ACTOR_ID.of(row),
                inCapitals(ACTOR_ROLE.of(row)),
                STAFF_ID.of(row),
                open(ORIGIN.of(row)),
                REQUEST_ID.of(row),
                CORRELATION_ID.of(row),
                CAUSATION_ID.of(row),
                COMMAND.of(row),
                HANDLER.of(row),
                EFFECT_ID.of(row));
    }

    /// Stored in small letters; answers write the values of a list in capitals.
    private static @Nullable String inCapitals(@Nullable String role) {
        return role == null ? null : role.toUpperCase(Locale.ROOT);
    }

    private Map<String, Object> personal(@Nullable String sealed) {
        var opened = new LinkedHashMap<String, Object>();
        if (sealed != null) {
            json.readValue(sealed, SEALED)
                    .forEach((field, text) -> {
                        var value = open(text);
                        if (value != null) {
                            opened.put(field, value);
                        }
                    });
        }
        return opened;
    }

    private @Nullable Object open(@Nullable String sealed) {
        return sealed == null
                ? null
                : cipher.open(sealed).map(text -> json.readValue(text, Object.class)).orElse(null);
    }
}
