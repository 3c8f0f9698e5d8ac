package io.cartulary.command.importing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far an import has come. When it is done, `rowsTaken + rowsReported = rowsRead`.
///
/// @param rowsPerSecond taken or reported since this process began or went on with it
/// @param secondsLeft at that rate
record ImportStatus(
        @Schema(example = "import-orders-1c5d…") String importId,
        ImportKind kind,
        State state,
        Phase phase,
        long rowsRead,
        long rowsTaken,
        long rowsReported,
        Map<RowReason, Long> reasons,
        @Nullable Long rowsPerSecond,
        @Nullable Long secondsLeft,
        @Nullable String failure,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    enum State {
        /// It is worked on, or will be when the process that was interrupted starts again.
        RUNNING,
        DONE,
        /// Something else than a row was wrong; the same file handed in again goes on.
        FAILED
    }

    enum Phase {
        /// Rows are read, checked and set in order.
        READING,
        /// What the orders name is put into the catalogue.
        OFFERING_PRODUCTS,
        /// Commands are sent.
        TAKING_IN
    }
}
