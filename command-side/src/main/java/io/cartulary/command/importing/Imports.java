package io.cartulary.command.importing;

import io.cartulary.command.importing.file.FileTooLarge;
import io.cartulary.command.importing.file.ReceivedFile;
import io.cartulary.command.importing.file.UnreadableFile;
import io.cartulary.command.importing.run.ImportKind;
import io.cartulary.command.importing.run.ImportRuns;
import io.cartulary.command.importing.run.ImportStatus;
import io.cartulary.command.importing.run.ImportStatus.State;
import io.cartulary.command.importing.run.Importer;
import io.cartulary.command.importing.run.Run;
import io.cartulary.command.importing.run.RunningImport;
import io.cartulary.command.importing.run.TooManyReported;
import io.cartulary.command.job.JobCommands;
import io.cartulary.command.job.JobLock;
import io.cartulary.eventstore.outage.Outage;
import io.cartulary.web.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Receives files and takes them in, one of each kind at a time, on a thread of its own. What a
/// stopped process left unfinished is resumed when it starts again, unless the process died twice
/// while it ran.
@Component
class Imports {

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final int DIGITS_OF_HASH = 32;
    private static final int DEATHS_THAT_SUSPEND = 2;

    private final ImportProperties properties;
    private final ImportFolder folder;
    private final ImportRuns runs;
    private final CommandGateway gateway;
    private final TransactionManager transactions;
    private final JobLock lock;
    private final InstantSource clock;
    private final Map<ImportKind, Importer> importers;
    private final Map<String, Work> working = new ConcurrentHashMap<>();

    private record Work(RunningImport run, Thread thread) {}

    Imports(
            ImportProperties properties,
            ImportFolder folder,
            ImportRuns runs,
            CommandGateway gateway,
            TransactionManager transactions,
            JobLock lock,
            InstantSource clock,
            List<Importer> importers) {
        this.properties = properties;
        this.folder = folder;
        this.runs = runs;
        this.gateway = gateway;
        this.transactions = transactions;
        this.lock = lock;
        this.clock = clock;
        this.importers =
                importers.stream().collect(Collectors.toMap(Importer::kind, Function.identity()));
    }

    /// Keeps the file and begins to take it in; the same content again is the same import and is
    /// resumed where that stands.
    ///
    /// @param timeZone of the times in the file
    ImportStatus receive(ImportKind kind, InputStream content, ZoneId timeZone, String requestedBy)
            throws IOException {
        var file = receive(content);
        try {
            var charset = check(kind, file);
            var importId =
                    "import-" + kind.word() + "-" + file.sha256().substring(0, DIGITS_OF_HASH);
            var known = runs.find(importId);
            known.ifPresent(run -> requireSameZone(run, timeZone));
            if (known.isEmpty() || known.get().state() != State.DONE) {
                folder.keep(file, importId);
                begin(kind, importId, file, charset, timeZone, requestedBy);
            }
            return status(importId).orElseThrow();
        } finally {
            folder.discard(file);
        }
    }

    private ReceivedFile receive(InputStream content) throws IOException {
        try {
            return folder.receive(content);
        } catch (FileTooLarge e) {
            throw new ProblemException(
                    HttpStatus.CONTENT_TOO_LARGE, "FILE_TOO_LARGE", e.getMessage(), null);
        } catch (UnreadableFile e) {
            throw unreadable(e);
        }
    }

    private Charset check(ImportKind kind, ReceivedFile file) throws IOException {
        try {
            var importer = importers.get(kind);
            var charset = importer.charset(file.path(), file.charset());
            importer.check(file.path(), charset);
            return charset;
        } catch (UnreadableFile e) {
            throw unreadable(e);
        }
    }

    private static ProblemException unreadable(UnreadableFile e) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "UNREADABLE_FILE", e.getMessage(), "body");
    }

    private static void requireSameZone(Run known, ZoneId timeZone) {
        if (known.kind() == ImportKind.ORDERS && !known.timeZone().equals(timeZone)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "TIME_ZONE_DIFFERS",
                    "This file was handed in with times of %s; send it with that time zone."
                            .formatted(known.timeZone()),
                    "timeZone");
        }
    }

    private void begin(
            ImportKind kind,
            String importId,
            ReceivedFile file,
            Charset charset,
            ZoneId timeZone,
            String requestedBy)
            throws IOException {
        try {
            runs.begin(
                    importId, kind, file.lines(), charset, timeZone, requestedBy, clock.instant());
        } catch (DuplicateKeyException e) {
            folder.discard(importId);
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "IMPORT_RUNNING",
                    "Another import of %s is running; wait until it is done."
                            .formatted(kind.word()),
                    null);
        }
        start(runs.find(importId).orElseThrow());
    }

    @EventListener(ApplicationStartedEvent.class)
    void resume() {
        var running = runs.running();
        for (var run : running) {
            if (Files.exists(folder.fileOf(run.importId()))) {
                start(run);
            } else {
                LOG.info("{} is for the process that has its file", run.importId());
            }
        }
        try {
            folder.removeLeftovers(running.stream().map(Run::importId).collect(Collectors.toSet()));
        } catch (IOException e) {
            LOG.warn("Files that no import needs could not be removed", e);
        }
    }

    private void start(Run run) {
        working.computeIfAbsent(
                run.importId(),
                importId -> {
                    var running =
                            new RunningImport(
                                    run,
                                    folder.fileOf(importId),
                                    runs,
                                    new JobCommands(
                                            gateway, transactions, importId, run.requestedBy()),
                                    clock,
                                    properties.mostReported());
                    return new Work(
                            running,
                            Thread.ofPlatform()
                                    .name(importId)
                                    .start(() -> work(run.kind(), running)));
                });
    }

    private void work(ImportKind kind, RunningImport run) {
        // Another process on the same database may have begun it too.
        try {
            lock.holding(run.importId(), () -> takeInUnlessSuspended(kind, run));
        } catch (SQLException | RuntimeException e) {
            LOG.warn(
                    "{} waits for the next start, or for the same file: its database did not answer",
                    run.importId(),
                    e);
        } finally {
            working.remove(run.importId());
        }
    }

    private void takeInUnlessSuspended(ImportKind kind, RunningImport run) {
        // No one else works on it now: each start that did not end was the end of its process.
        var starts = runs.find(run.importId()).orElseThrow().unfinishedStarts();
        if (starts >= DEATHS_THAT_SUSPEND) {
            LOG.error("{} is not resumed: the process ended twice while it ran", run.importId());
            end(
                    run,
                    State.SUSPENDED,
                    "The process ended twice while this import ran, so it is not resumed by itself. Send the same file again to resume it.");
            return;
        }
        runs.countStart(run.importId());
        takeIn(kind, run);
        if (run.isStopping()) {
            runs.countStop(run.importId());
        }
    }

    private void takeIn(ImportKind kind, RunningImport run) {
        try {
            importers.get(kind).run(run);
            if (!run.isStopping()) {
                end(run, State.DONE, null);
                LOG.info("{} is done", run.importId());
            }
        } catch (IOException | RuntimeException e) {
            if (run.isStopping()) {
                LOG.info("{} was stopped and is resumed at the next start", run.importId(), e);
            } else {
                LOG.error("{} failed", run.importId(), e);
                end(run, State.FAILED, sentence(e));
            }
        }
    }

    private static String sentence(Exception failure) {
        if (failure instanceof TooManyReported) {
            return failure.getMessage();
        }
        return Outage.ofDatabase(failure)
                ? "A database did not answer. Send the same file again to resume the import."
                : "The server failed; its log says why, under this import's id. Send the same file again to resume the import.";
    }

    private void end(RunningImport run, State state, @Nullable String why) {
        runs.finish(run.importId(), state, why, clock.instant());
        try {
            folder.discard(run.importId());
        } catch (IOException e) {
            LOG.warn("The file of {} could not be removed", run.importId(), e);
        }
    }

    Optional<ImportStatus> status(String importId) {
        return runs.find(importId).map(this::status);
    }

    private ImportStatus status(Run run) {
        var work = working.get(run.importId());
        var rate = work == null || run.state() != State.RUNNING ? null : work.run().rowsPerSecond();
        var progress = run.progress();
        // A header is no row; a line break within a value makes one line too many until all are
        // read.
        var left =
                progress.phase() == ImportStatus.Phase.TAKING_IN && run.kind() == ImportKind.ORDERS
                        ? progress.rowsRead() - progress.rowsFinished()
                        : Math.max(0, run.lines() - progress.rowsFinished());
        return new ImportStatus(
                run.importId(),
                run.kind(),
                run.state(),
                progress.phase(),
                run.charset().name(),
                run.timeZone(),
                progress.rowsRead(),
                progress.rowsTaken(),
                progress.rowsReported(),
                runs.reasons(run.importId()),
                rate,
                rate == null || rate == 0 ? null : left / rate,
                run.failure(),
                run.startedAt(),
                run.finishedAt());
    }

    /// Returns when this process no longer works on it.
    void await(String importId) throws InterruptedException {
        var work = working.get(importId);
        if (work != null) {
            work.thread().join();
        }
    }

    /// Before anything else stops: a command that finds no handler any more would end the import as
    /// failed.
    @EventListener(ContextClosedEvent.class)
    void stop() throws InterruptedException {
        working.values().forEach(work -> work.run().stop());
        for (var work : working.values()) {
            work.thread().join();
        }
    }
}
