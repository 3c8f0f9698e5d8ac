package io.cartulary.command.importing;

import io.cartulary.command.Rejection;
import io.cartulary.command.importing.ImportStatus.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/// An import that this process works on. Every change of its progress is committed together with
/// what the progress stands for.
final class RunningImport {

    private static final int CONFLICTS = 5;

    private final Path file;
    private final ImportRuns runs;
    private final CommandsOfImport commands;
    private final InstantSource clock;
    private volatile ImportRuns.Run run;
    private volatile boolean stopping;

    /// When rows began to be taken in here, and how many were before.
    private volatile @Nullable Instant since;

    private volatile long finishedBefore;

    RunningImport(
            ImportRuns.Run run,
            Path file,
            ImportRuns runs,
            CommandsOfImport commands,
            InstantSource clock) {
        this.run = run;
        this.file = file;
        this.runs = runs;
        this.commands = commands;
        this.clock = clock;
    }

    String importId() {
        return run.importId();
    }

    Path file() {
        return file;
    }

    Phase phase() {
        return run.phase();
    }

    long position() {
        return run.position();
    }

    void stop() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    /// Writes rows that were read, and those among them that are reported already.
    void read(long rows, List<ReportedRow> reported, Runnable write) {
        change(before -> {
            write.run();
            runs.report(importId(), reported);
            return before.advanced(before.position() + rows, rows, 0, reported.size());
        });
    }

    /// Begins the next phase, with what prepares it.
    void enter(Phase next, Runnable prepare) {
        change(before -> {
            prepare.run();
            return before.enter(next);
        });
    }

    /// Takes the steps in together. When one of them is refused, each is tried for itself and the
    /// rows of a refused one are reported.
    void takeIn(List<? extends Step> steps) {
        if (since == null && run.phase() == Phase.TAKING_IN) {
            finishedBefore = run.rowsFinished();
            since = clock.instant();
        }
        if (steps.size() > 1) {
            try {
                takeInTogether(steps);
                return;
            } catch (CommandExecutionException
                    | AggregateNotFoundException
                    | ConcurrencyException
                    | AggregateStreamCreationException refusedOrOvertaken) {
                // Nothing of it was stored; which step it was shows when each is tried alone.
            }
        }
        for (var step : steps) {
            takeInAlone(step);
        }
    }

    private void takeInAlone(Step step) {
        for (int attempt = 1; ; attempt++) {
            try {
                takeInTogether(List.of(step));
                return;
            } catch (CommandExecutionException | AggregateNotFoundException refused) {
                report(step, sentenceOf(refused));
                return;
            } catch (ConcurrencyException | AggregateStreamCreationException overtaken) {
                if (attempt == CONFLICTS) {
                    throw overtaken;
                }
            }
        }
    }

    private void takeInTogether(List<? extends Step> steps) {
        change(before -> {
            var after = before;
            for (var step : steps) {
                var reported = step.takeIn(commands);
                after = advance(after, step, reported);
            }
            return after;
        });
    }

    private void report(Step step, String why) {
        var reported = new ArrayList<ReportedRow>();
        for (var row : step.rows()) {
            reported.add(new ReportedRow(row.number(), RowReason.REFUSED, why, row.content()));
        }
        change(before -> advance(before, step, reported));
    }

    private ImportRuns.Run advance(ImportRuns.Run before, Step step, List<ReportedRow> reported) {
        runs.report(importId(), reported);
        // Rows of a file that is not read beforehand are read as they are taken in.
        var read = before.phase() == Phase.TAKING_IN && before.kind() != ImportKind.ORDERS;
        return before.advanced(
                step.position(),
                read ? step.rows().size() : 0,
                step.rows().size() - reported.size(),
                reported.size());
    }

    private void change(Function<ImportRuns.Run, ImportRuns.Run> work) {
        run =
                commands.together(() -> {
                    var after = work.apply(run);
                    runs.save(after);
                    return after;
                });
    }

    private static String sentenceOf(Exception refused) {
        return HandlerExecutionException.resolveDetails(refused)
                .filter(Rejection.class::isInstance)
                .map(Rejection.class::cast)
                .map(rejection -> rejection.name() + ": " + rejection.sentence())
                .orElseGet(() -> String.valueOf(refused.getMessage()));
    }

    /// Rows a second since this process began to take them in.
    @Nullable Long rowsPerSecond() {
        var begun = since;
        if (begun == null) {
            return null;
        }
        var millis = Math.max(1, Duration.between(begun, clock.instant()).toMillis());
        return (run.rowsFinished() - finishedBefore) * 1000 / millis;
    }
}
