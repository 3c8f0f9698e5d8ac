package io.cartulary.query.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of the audit trail.
public sealed interface AuditQuery {

    /// Entries that fit every given condition, the latest first.
    ///
    /// @param aggregateId to what it happened, for example `order-0197…`
    /// @param type the event's stored name, for example `order.OrderPlaced`
    /// @param actor who asked: a customer's identifier, an account of staff or `system`
    /// @param staff who acted for the actor: an account of staff
    /// @param from first instant
    /// @param to first instant after
    record ListAuditEntries(
            @Nullable String aggregateId,
            @Nullable String type,
            @Nullable String actor,
            @Nullable String staff,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable After after,
            int limit)
            implements AuditQuery {}

    /// The last entry of the page before.
    record After(Instant at, long position) {}

    /// What staff asked to be changed, the latest first.
    ///
    /// @param actor a staff member's name
    /// @param from first instant
    /// @param to first instant after
    record ListStaffRequests(
            @Nullable String actor,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable AfterRequest after,
            int limit)
            implements AuditQuery {}

    /// The last request of the page before.
    record AfterRequest(Instant at, String requestId) {}

    /// What led to what in the chains that an object or a request belongs to; one of them is given.
    ///
    /// @param object for example `order-0197…`
    record FindCauses(@Nullable String object, @Nullable String request) implements AuditQuery {}
}
