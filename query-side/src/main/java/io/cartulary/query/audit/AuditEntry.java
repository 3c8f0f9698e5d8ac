package io.cartulary.query.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that happened.
///
/// @param position where it stands in the event store
/// @param what in words, without personal data
/// @param personal what was personal in it, as far as it was not erased, by the event's field
/// @param staffId the account of who acted for the actor, if another did
/// @param origin network address and user agent, as far as they were not erased
/// @param correlationId the message the whole chain began with
/// @param causationId the event that led to it, or the command that the chain began with
/// @param command that was decided on, for example `PlaceOrder`
/// @param handler what handled the event before and sent the command, for example
///   `OrderFulfilmentSaga`
/// @param effectId the effect that the command reported about
public record AuditEntry(
        long position,
        String eventId,
        Instant at,
        String type,
        String aggregateId,
        String what,
        Map<String, Object> personal,
        @Nullable String actorId,
        @Nullable String actorRole,
        @Nullable String staffId,
        @Nullable Object origin,
        @Nullable String requestId,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String command,
        @Nullable String handler,
        @Nullable String effectId) {}
