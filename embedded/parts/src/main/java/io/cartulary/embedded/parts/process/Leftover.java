package io.cartulary.embedded.parts.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// A child that outlives a parent killed with `kill -9` for a moment, until it notices. The next
/// start waits for it, because two servers on the same data is what neither of them survives. The
/// file holds its process id and its start time, so that a stranger who got the same id later is
/// left alone.
public final class Leftover {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Leftover() {}

    static void record(Path file, ProcessHandle process) throws IOException {
        Files.writeString(
                file, process.pid() + " " + startOf(process).map(Instant::toEpochMilli).orElse(0L));
    }

    public static void waitFor(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        String[] words = Files.readString(file).strip().split(" ");
        ProcessHandle.of(Long.parseLong(words[0]))
                .filter(process ->
                        startOf(process)
                                .equals(
                                        Optional.of(
                                                Instant.ofEpochMilli(Long.parseLong(words[1])))))
                .ifPresent(Leftover::waitOrKill);
    }

    public static void waitOrKill(ProcessHandle process) {
        if (!endsWithin(process, PATIENCE)) {
            process.destroyForcibly();
            endsWithin(process, PATIENCE);
        }
    }

    public static boolean endsWithin(ProcessHandle process, Duration patience) {
        try {
            process.onExit().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
            return true;
        } catch (CompletionException e) {
            return !process.isAlive();
        }
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }
}
