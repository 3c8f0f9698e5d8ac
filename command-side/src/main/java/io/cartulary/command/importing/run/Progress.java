package io.cartulary.command.importing.run;

import io.cartulary.command.importing.run.ImportStatus.Phase;

/// How far an import has come.
///
/// @param position the last unit of the phase that was finished
public record Progress(
        Phase phase, long position, long rowsRead, long rowsTaken, long rowsReported) {

    public static final Progress NONE = new Progress(Phase.READING, 0, 0, 0, 0);

    public long rowsFinished() {
        return rowsTaken + rowsReported;
    }

    Progress enter(Phase next) {
        return new Progress(next, 0, rowsRead, rowsTaken, rowsReported);
    }

    Progress advanced(long newPosition, long moreRead, long moreTaken, long moreReported) {
        return new Progress(
                phase,
                newPosition,
                rowsRead + moreRead,
                rowsTaken + moreTaken,
                rowsReported + moreReported);
    }
}
