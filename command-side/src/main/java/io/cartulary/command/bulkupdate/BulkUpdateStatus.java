package io.cartulary.command.bulkupdate;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far a bulk update has come.
///
/// @param undoes the update whose changes it takes back
/// @param candidates about how many products there were to look at when it began
/// @param looked how many of them it has looked at; what its filter leaves out is among them
/// @param done how many products are as they were to become
/// @param failure why it did not end, and what to do
record BulkUpdateStatus(
        @Schema(example = "bulk-update-0195932c…") String updateId,
        State state,
        @Nullable String undoes,
        long candidates,
        long looked,
        long done,
        long refused,
        String requestedBy,
        @Nullable String failure,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    enum State {
        /// It is worked on, or will be when the process that was interrupted starts again, or its
        /// database answers again.
        RUNNING,
        DONE,
        /// It was cancelled: what it had done until then stands, and can be undone.
        CANCELLED,
        /// Something else than a product was at fault; it can be resumed.
        FAILED,
        /// The process ended twice in a row while it ran; it can be resumed.
        SUSPENDED
    }
}
