package io.cartulary.command.importing.run;

import io.cartulary.command.importing.row.RowReason;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far an import has come. When it is done, `rowsTaken + rowsReported = rowsRead`.
///
/// @param charset what the file was recognised to be written in
/// @param timeZone of the times in the file
/// @param rowsPerSecond taken or reported since this process began or resumed it
/// @param secondsLeft at that rate
/// @param failure why it did not end, and what to do
public record ImportStatus(
        @Schema(example = "import-orders-1c5d…") String importId,
        ImportKind kind,
        State state,
        Phase phase,
        String charset,
        ZoneId timeZone,
        long rowsRead,
        long rowsTaken,
        long rowsReported,
        Map<RowReason, Long> reasons,
        @Nullable Long rowsPerSecond,
        @Nullable Long secondsLeft,
        @Nullable String failure,
        Instant startedAt,
        @Nullable Instant finishedAt) {

    public enum State {
        /// It is worked on, or will be when the process that was interrupted starts again.
        RUNNING,
        DONE,
        /// Something else than a row was wrong; the same file handed in again resumes it.
        FAILED,
        /// The process ended twice in a row while it ran, so that it is not resumed by itself; the
        /// same file handed in again resumes it.
        SUSPENDED
    }

    public enum Phase {
        /// Rows are read, checked and set in order.
        READING,
        /// What the orders name is put into the catalogue.
        OFFERING_PRODUCTS,
        /// Commands are sent.
        TAKING_IN
    }
}
