package io.cartulary.command.importing.run;

import io.cartulary.command.importing.row.ReportedRow;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.command.importing.row.RowReason;
import io.cartulary.command.importing.run.ImportStatus.Phase;
import io.cartulary.command.job.JobCommands;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.eventstore.outage.Outage;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An import that this process works on. Every change of its progress is committed together with
/// what the progress stands for.
public final class RunningImport {

    private static final Logger LOG = LoggerFactory.getLogger(RunningImport.class);
    private static final int CONFLICTS = 5;

    private final Run run;
    private final Path file;
    private final ImportRuns runs;
    private final JobCommands commands;
    private final InstantSource clock;
    private final long mostReported;
    private volatile Progress progress;
    private volatile boolean stopping;

    /// When rows began to be taken in here, and how many were before.
    private volatile @Nullable Instant since;

    private volatile long finishedBefore;

    /// @param mostReported rows; a file with more is not what it should be
    public RunningImport(
            Run run,
            Path file,
            ImportRuns runs,
            JobCommands commands,
            InstantSource clock,
            long mostReported) {
        this.run = run;
        this.progress = run.progress();
        this.file = file;
        this.runs = runs;
        this.commands = commands;
        this.clock = clock;
        this.mostReported = mostReported;
    }

    public String importId() {
        return run.importId();
    }

    public Path file() {
        return file;
    }

    public Charset charset() {
        return run.charset();
    }

    public ZoneId timeZone() {
        return run.timeZone();
    }

    public Phase phase() {
        return progress.phase();
    }

    public long position() {
        return progress.position();
    }

    public void stop() {
        stopping = true;
    }

    public boolean isStopping() {
        return stopping;
    }

    /// Writes rows that were read up to a position, and those among them that are reported already.
    public void read(long position, long rows, List<ReportedRow> reported, Runnable write) {
        change(before -> {
            write.run();
            runs.report(importId(), reported);
            return before.advanced(position, rows, 0, reported.size());
        });
    }

    /// Begins the next phase, with what prepares it and answers how many rows it reported.
    public void enter(Phase next, LongSupplier prepare) {
        change(before -> {
            long reported = prepare.getAsLong();
            return before.advanced(0, 0, 0, reported).enter(next);
        });
    }

    /// Takes the steps in together. When one of them is refused, each is tried for itself and the
    /// rows of a refused one are reported.
    public void takeIn(List<? extends Step> steps) {
        if (since == null && phase() == Phase.TAKING_IN) {
            finishedBefore = progress.rowsFinished();
            since = clock.instant();
        }
        if (steps.size() > 1) {
            try {
                takeInTogether(steps);
                return;
            } catch (RuntimeException refusedOrOvertaken) {
                // Nothing of it was stored; which step it was shows when each is tried alone.
                endWhereNoStepIsAtFault(refusedOrOvertaken);
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
            } catch (ConcurrencyException | AggregateStreamCreationException overtaken) {
                if (attempt == CONFLICTS) {
                    throw overtaken;
                }
            } catch (RuntimeException refused) {
                endWhereNoStepIsAtFault(refused);
                report(step, faultOf(refused));
                return;
            }
        }
    }

    private void endWhereNoStepIsAtFault(RuntimeException failure) {
        if (stopping || failure instanceof TooManyReported || Outage.ofDatabase(failure)) {
            throw failure;
        }
    }

    private RowFault faultOf(RuntimeException refused) {
        if (refused instanceof RowFault fault) {
            return fault;
        }
        return HandlerExecutionException.resolveDetails(refused)
                .filter(Rejection.class::isInstance)
                .map(Rejection.class::cast)
                .map(rejection ->
                        new RowFault(
                                RowReason.REFUSED,
                                // One of a vocabulary names a member of the API, and no column.
                                rejection instanceof Enum<?> ? null : rejection.field(),
                                rejection.name() + ": " + rejection.sentence()))
                .orElseGet(() -> {
                    LOG.error("{} reports rows that could not be taken", importId(), refused);
                    return new RowFault(
                            RowReason.NOT_TAKEN,
                            null,
                            "The shop failed to take it; its log says why, under this import's id.");
                });
    }

    private void takeInTogether(List<? extends Step> steps) {
        change(before -> {
            var after = before;
            for (var step : steps) {
                after = advance(after, step, step.takeIn(commands));
            }
            return after;
        });
    }

    private void report(Step step, RowFault fault) {
        var reported = new ArrayList<ReportedRow>();
        for (var row : step.rows()) {
            reported.add(ReportedRow.of(row, fault));
        }
        change(before -> {
            step.refused(fault.getMessage());
            return advance(before, step, reported);
        });
    }

    private Progress advance(Progress before, Step step, List<ReportedRow> reported) {
        runs.report(importId(), reported);
        // Rows of a file that is not read beforehand are read as they are taken in.
        var read = before.phase() == Phase.TAKING_IN && run.kind() != ImportKind.ORDERS;
        return before.advanced(
                step.position(),
                read ? step.rows().size() : 0,
                step.rows().size() - reported.size(),
                reported.size());
    }

    private void change(UnaryOperator<Progress> work) {
        progress =
                commands.together(() -> {
                    var after = work.apply(progress);
                    runs.save(importId(), after);
                    return after;
                });
        if (progress.rowsReported() > mostReported) {
            throw new TooManyReported(mostReported);
        }
    }

    /// Rows a second since this process began to take them in.
    public @Nullable Long rowsPerSecond() {
        var begun = since;
        if (begun == null) {
            return null;
        }
        var millis = Math.max(1, Duration.between(begun, clock.instant()).toMillis());
        return (progress.rowsFinished() - finishedBefore) * 1000 / millis;
    }
}
