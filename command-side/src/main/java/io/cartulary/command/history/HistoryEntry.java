package io.cartulary.command.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One event of an object.
///
/// @param version the object's number for it, 0 for the first; its `ETag` names that of the last
/// @param type the event's stored name, for example `order.OrderPlaced`
/// @param what in words, without personal data
/// @param changes field by field
/// @param recorded what the event says, personal data that were erased as `{"erased": true}`
/// @param staffId the account of who acted for the actor, if another did
/// @param origin network address and user agent, as far as they were not erased
/// @param correlationId the message the whole chain began with
/// @param causationId the event that led to it, or the command that the chain began with
/// @param command that was decided on, for example `PlaceOrder`
/// @param handler what handled the event before and sent the command, for example
///   `OrderFulfilmentSaga`
public record HistoryEntry(
        long version,
        String eventId,
        Instant at,
        String type,
        String what,
        List<FieldChange> changes,
        Map<String, Object> recorded,
        @Nullable String actorId,
        @Nullable String actorRole,
        @Nullable String staffId,
        @Nullable Object origin,
        @Nullable String requestId,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String command,
        @Nullable String handler) {}
