package io.cartulary.command.importing.run;

import io.cartulary.command.importing.run.ImportStatus.State;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// A row of `import_run`.
///
/// @param lines line breaks of the file: about the number of its rows
/// @param timeZone of the times in the file
/// @param unfinishedStarts how often in a row a process began to work on it and did not stop in
///   order
public record Run(
        String importId,
        ImportKind kind,
        State state,
        Progress progress,
        long lines,
        Charset charset,
        ZoneId timeZone,
        int unfinishedStarts,
        @Nullable String failure,
        String requestedBy,
        Instant startedAt,
        @Nullable Instant finishedAt) {}
