package io.cartulary.embedded.parts.process;

import io.cartulary.embedded.parts.EmbeddedParts;
import io.cartulary.embedded.parts.Part;
import io.cartulary.embedded.parts.PartFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A server in a JVM of its own. It prints `READY` on standard output when it can be used, stops
/// when its standard input closes (so it never outlives us), and everything else it prints goes to
/// its log.
public final class ChildJvm implements RunningPart {
    private static final String READY = "READY";
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final String address;
    private final Process process;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private ChildJvm(String address, Process process) {
        this.address = address;
        this.process = process;
    }

    /// How to start one.
    ///
    /// @param address where it will answer
    /// @param classPath as for `java -cp`
    /// @param flags of the JVM: above all its memory
    /// @param environment for secrets, which everybody on the machine could read among the
    ///   arguments
    public record Program(
            Part part,
            String address,
            String classPath,
            List<String> flags,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment) {}

    public static ChildJvm start(Program program, Path directory)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path pidFile = directory.resolve("pid");
        Leftover.waitFor(pidFile);
        Path log = EmbeddedParts.log(directory.getParent(), program.part());
        var process = new ProcessBuilder(command(program, directory)).redirectErrorStream(true);
        process.environment().putAll(program.environment());
        var child = new ChildJvm(program.address(), process.start());
        try {
            Leftover.record(pidFile, child.process.toHandle());
            Thread.ofPlatform()
                    .daemon()
                    .name(program.part().title() + " log")
                    .start(() -> child.copyOutput(program, log));
            child.awaitReady(program, log);
            return child;
        } catch (IOException | InterruptedException e) {
            // No one else knows of it, and it may not listen to us yet.
            child.process.destroy();
            child.close();
            throw e;
        }
    }

    private static List<String> command(Program program, Path directory) throws IOException {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        // Ctrl-C reaches every process of the terminal; ignoring it here leaves it to us to stop
        // the application first.
        var command = new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(AotCaches.flags(program.part()));
        command.addAll(program.flags());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        // One that lacks memory is started again rather than left half alive.
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:+UseCompactObjectHeaders",
                        "-Djava.io.tmpdir=" + temporary,
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        program.classPath(),
                        program.mainClass()));
        command.addAll(program.arguments());
        return command;
    }

    private void copyOutput(Program program, Path log) {
        String last = "nothing";
        try (BufferedReader output = process.inputReader();
                var file = new PrintWriter(Files.newBufferedWriter(log), true)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                file.println(line);
                last = line.isBlank() ? last : line.strip();
                if (line.startsWith(READY)) {
                    ready.complete(null);
                }
            }
        } catch (IOException e) {
            last = e.toString();
        }
        ready.completeExceptionally(
                new PartFailed(
                        "%s did not start; its last words were \"%s\" (more in %s)."
                                .formatted(program.part().title(), last, log)));
    }

    private void awaitReady(Program program, Path log) throws InterruptedException {
        try {
            ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            process.destroyForcibly();
            throw e.getCause() instanceof PartFailed failed
                    ? failed
                    : new PartFailed("Unexpected", e);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new PartFailed(
                    "%s was not ready after %d seconds (more in %s)."
                            .formatted(program.part().title(), START_LIMIT.toSeconds(), log),
                    e);
        }
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The other end is gone, which is what closing is for.
            process.destroy();
        }
        if (!Leftover.endsWithin(process.toHandle(), AotCaches.stopLimit(STOP_LIMIT))) {
            process.destroyForcibly();
        }
    }
}
