package io.cartulary.query.audit;

import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.query.audit.AuditQuery.ListStaffRequests;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Answers from the two tables `staff_request`: the command side's beside the events, and that of a
/// query side which stands alone. They are no read models: they cannot be made again.
@Component
class StaffRequestLog {

    private static final Comparator<StaffRequest> LATEST_FIRST =
            Comparator.comparing(StaffRequest::at)
                    .thenComparing(StaffRequest::requestId)
                    .reversed();

    private final JdbcClient besideEvents;
    private final JdbcClient own;
    private final PersonalDataCipher cipher;
    private final JsonMapper json;

    StaffRequestLog(
            JdbcClient besideEvents,
            @Qualifier("readModels") JdbcClient own,
            PersonalDataCipher cipher,
            JsonMapper json) {
        this.besideEvents = besideEvents;
        this.own = own;
        this.cipher = cipher;
        this.json = json;
    }

    @QueryHandler
    List<StaffRequest> answer(ListStaffRequests query) {
        return Stream.concat(
                        read(query, besideEvents, cipher::open).stream(),
                        read(query, own, Optional::of).stream())
                .sorted(LATEST_FIRST)
                .limit(query.limit())
                .toList();
    }

    private List<StaffRequest> read(
            ListStaffRequests query,
            JdbcClient database,
            Function<String, Optional<String>> opened) {
        var after = query.after();
        var values = new ArrayList<@Nullable Object>();
        values.add(query.actor());
        values.add(timestamp(query.from()));
        values.add(timestamp(query.to()));
        values.add(timestamp(after == null ? null : after.at()));
        values.add(after == null ? null : after.requestId());
        values.add(query.limit());
        return database.sql(
                        """
                        select request.* from staff_request request,
                               (select ?::text as actor, ?::timestamptz as since, ?::timestamptz as until,
                                       ?::timestamptz as after_at, ?::text as after_id) asked
                        where (asked.actor is null or request.actor = asked.actor)
                          and (asked.since is null or at >= asked.since)
                          and (asked.until is null or at < asked.until)
                          and (asked.after_at is null or (at, request_id collate "C") < (asked.after_at, asked.after_id))
                        order by at desc, request_id collate "C" desc limit ?\
                        """)
                .params(values)
                .query((row, _) ->
                        new StaffRequest(
                                row.getTimestamp("at").toInstant(),
                                row.getString("actor"),
                                row.getString("on_behalf_of"),
                                row.getString("method"),
                                row.getString("path"),
                                row.getObject("status", Integer.class),
                                row.getString("request_id"),
                                opened.apply(row.getString("origin"))
                                        .map(text -> json.readValue(text, Object.class))
                                        .orElse(null)))
                .list();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant moment) {
        return moment == null ? null : Timestamp.from(moment);
    }
}
