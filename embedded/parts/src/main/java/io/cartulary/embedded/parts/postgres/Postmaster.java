package io.cartulary.embedded.parts.postgres;

import io.cartulary.embedded.parts.PartFailed;
import io.cartulary.embedded.parts.process.Leftover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The main process of a PostgreSQL server, known from the `postmaster.pid` in its data directory.
public record Postmaster(ProcessHandle process) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Empty when none runs on that directory. A file that a crash left behind is removed, because
    /// its process id may belong to a stranger by now, and PostgreSQL would then refuse to start.
    public static Optional<Postmaster> of(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        // Process id, data directory, start time in seconds, and more that we do not need.
        List<String> lines = Files.readAllLines(file);
        var process = ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
        var startedAt = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
        if (process.filter(it -> isPostgres(it, startedAt)).isEmpty()) {
            Files.delete(file);
            return Optional.empty();
        }
        return process.map(Postmaster::new);
    }

    /// Waits for the sessions of a main process that was killed. They end by themselves once they
    /// notice; until then PostgreSQL refuses to start on their data, with reason. Distinguished by
    /// their working directory, where the system shows it.
    static void awaitOrphans(Path cluster) throws IOException {
        for (var orphan :
                ProcessHandle.allProcesses().filter(it -> worksIn(cluster, it)).toList()) {
            Leftover.waitOrKill(orphan);
        }
    }

    private static boolean worksIn(Path cluster, ProcessHandle process) {
        if (process.info().command().filter(it -> it.endsWith("postgres")).isEmpty()) {
            return false;
        }
        try {
            var own = Path.of("/proc", Long.toString(process.pid()), "cwd");
            return Files.isSameFile(own, cluster);
        } catch (IOException _) {
            return false; // it has just ended, or the system does not say
        }
    }

    private static boolean isPostgres(ProcessHandle process, Instant startedAt) {
        var info = process.info();
        return info.command().filter(command -> command.endsWith("postgres")).isPresent()
                && info.startInstant()
                        .filter(start -> Duration.between(start, startedAt).abs().toSeconds() < 30)
                        .isPresent();
    }

    /// Fast (SIGINT: sessions are ended, a last checkpoint is written), else immediate (SIGQUIT:
    /// recovers at the next start); never SIGKILL, which would leave its own children on the data.
    void stop() {
        signal("INT");
        if (!Leftover.endsWithin(process, PATIENCE)) {
            signal("QUIT");
            if (!Leftover.endsWithin(process, PATIENCE)) {
                throw new PartFailed(
                        "A PostgreSQL server of an earlier run (process "
                                + process.pid()
                                + ") does not stop.");
            }
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        } catch (IOException e) {
            throw new PartFailed("The process " + process.pid() + " cannot be signalled.", e);
        }
    }
}
