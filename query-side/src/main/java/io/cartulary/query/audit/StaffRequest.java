package io.cartulary.query.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that staff asked to be changed, whether it led to an event or not.
///
/// @param onBehalfOf the customer for whom it was asked
/// @param path without what stood in query or body
/// @param status of the answer; absent while it is worked on, or when the process ended before
/// @param requestId also named by the audit entries of events that followed
/// @param origin network address and user agent, as far as they were not erased
public record StaffRequest(
        Instant at,
        String actor,
        @Nullable String onBehalfOf,
        String method,
        String path,
        @Nullable Integer status,
        String requestId,
        @Nullable Object origin) {}
