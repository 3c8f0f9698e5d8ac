package io.cartulary.command.importing;

import io.cartulary.command.importing.ImportRuns.Run;
import io.cartulary.command.importing.ImportStatus.State;
import io.cartulary.web.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Receives files and takes them in, one of each kind at a time, on a thread of its own. What a
/// stopped process left unfinished goes on when it starts again.
@Component
class Imports {

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final int DIGITS_OF_HASH = 32;

    private final ImportProperties properties;
    private final ImportRuns runs;
    private final CommandGateway gateway;
    private final TransactionManager transactions;
    private final DataSource eventStore;
    private final InstantSource clock;
    private final Map<ImportKind, Importer> importers;
    private final Map<String, Work> working = new ConcurrentHashMap<>();

    private record Work(RunningImport run, Thread thread) {}

    Imports(
            ImportProperties properties,
            ImportRuns runs,
            CommandGateway gateway,
            TransactionManager transactions,
            DataSource eventStore,
            InstantSource clock,
            List<Importer> importers) {
        this.properties = properties;
        this.runs = runs;
        this.gateway = gateway;
        this.transactions = transactions;
        this.eventStore = eventStore;
        this.clock = clock;
        this.importers =
                importers.stream().collect(Collectors.toMap(Importer::kind, Function.identity()));
    }

    /// Keeps the file and begins to take it in; the same content again is the same import and goes
    /// on where that stands.
    ImportStatus receive(ImportKind kind, InputStream content, String requestedBy)
            throws IOException {
        var file = spool(kind, content);
        var importId = "import-" + kind.word() + "-" + file.sha256().substring(0, DIGITS_OF_HASH);
        var known = runs.find(importId);
        if (known.isPresent() && known.get().state() == State.DONE) {
            Files.delete(file.path());
        } else {
            Files.move(file.path(), fileOf(importId), StandardCopyOption.REPLACE_EXISTING);
            begin(kind, importId, file.lines(), requestedBy);
        }
        return status(importId).orElseThrow();
    }

    private SpooledFile spool(ImportKind kind, InputStream content) throws IOException {
        SpooledFile file;
        try {
            file =
                    SpooledFile.receive(
                            content, properties.directory(), properties.largestFile().toBytes());
        } catch (SpooledFile.TooLarge e) {
            throw new ProblemException(
                    HttpStatus.CONTENT_TOO_LARGE, "FILE_TOO_LARGE", e.getMessage(), null);
        }
        try {
            importers.get(kind).check(file.path());
            return file;
        } catch (IllegalArgumentException e) {
            Files.delete(file.path());
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, "UNREADABLE_FILE", e.getMessage(), null);
        }
    }

    private void begin(ImportKind kind, String importId, long lines, String requestedBy)
            throws IOException {
        try {
            runs.begin(importId, kind, lines, requestedBy, clock.instant());
        } catch (DuplicateKeyException e) {
            Files.delete(fileOf(importId));
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
        for (var run : runs.running()) {
            if (Files.exists(fileOf(run.importId()))) {
                start(run);
            } else {
                LOG.info("{} is for the process that has its file", run.importId());
            }
        }
    }

    private Path fileOf(String importId) {
        return properties.directory().resolve(importId);
    }

    private void start(Run run) {
        working.computeIfAbsent(
                run.importId(),
                importId -> {
                    var commands =
                            new CommandsOfImport(
                                    gateway, transactions, importId, run.requestedBy());
                    var running = new RunningImport(run, fileOf(importId), runs, commands, clock);
                    return new Work(
                            running,
                            Thread.ofPlatform()
                                    .name(importId)
                                    .start(() -> work(run.kind(), running)));
                });
    }

    private void work(ImportKind kind, RunningImport run) {
        // Another process on the same database may have begun it too.
        try (var connection = eventStore.getConnection()) {
            if (lock(connection, "pg_try_advisory_lock", run.importId())) {
                try {
                    takeIn(kind, run);
                } finally {
                    lock(connection, "pg_advisory_unlock", run.importId());
                }
            }
        } catch (SQLException e) {
            LOG.warn("{} waits for the database; the same file goes on", run.importId(), e);
        } finally {
            working.remove(run.importId());
        }
    }

    private static boolean lock(Connection connection, String function, String importId)
            throws SQLException {
        try (var statement =
                connection.prepareStatement("select " + function + "(hashtextextended(?, 0))")) {
            statement.setString(1, importId);
            try (var result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private void takeIn(ImportKind kind, RunningImport run) {
        try {
            importers.get(kind).run(run);
            if (!run.isStopping()) {
                runs.finish(run.importId(), State.DONE, null, clock.instant());
                Files.deleteIfExists(run.file());
                LOG.info("{} is done", run.importId());
            }
        } catch (IOException | RuntimeException e) {
            if (run.isStopping()) {
                LOG.info("{} was stopped and goes on at the next start", run.importId(), e);
            } else {
                LOG.error("{} failed", run.importId(), e);
                runs.finish(run.importId(), State.FAILED, e.toString(), clock.instant());
            }
        }
    }

    Optional<ImportStatus> status(String importId) {
        return runs.find(importId).map(this::status);
    }

    private ImportStatus status(Run run) {
        var work = working.get(run.importId());
        var rate = work == null ? null : work.run().rowsPerSecond();
        // A header is no row; a line break within a value makes one line too many until all are
        // read.
        var left =
                run.phase() == ImportStatus.Phase.TAKING_IN && run.kind() == ImportKind.ORDERS
                        ? run.rowsRead() - run.rowsFinished()
                        : Math.max(0, run.lines() - run.rowsFinished());
        return new ImportStatus(
                run.importId(),
                run.kind(),
                run.state(),
                run.phase(),
                run.rowsRead(),
                run.rowsTaken(),
                run.rowsReported(),
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
