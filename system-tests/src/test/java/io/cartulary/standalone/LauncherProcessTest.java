package io.cartulary.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.standalone.shop.Ports;
import io.cartulary.standalone.shop.Shopper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// `./start` as a process, with its servers, to the end. It shares nothing with other tests, so it
/// is run beside them.
@Execution(ExecutionMode.CONCURRENT)
class LauncherProcessTest {

    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final long ENDED_WITHIN_SECONDS = 90;

    @TempDir private Path directory;

    private final int port = Ports.free();
    private final List<ProcessHandle> children = new ArrayList<>();
    private Path data;
    private Path out;
    private Path err;
    private Process launcher;

    @BeforeEach
    void prepare() {
        data = directory.resolve("data");
        out = directory.resolve("out");
        err = directory.resolve("err");
    }

    @AfterEach
    void killWhatIsLeft() {
        launcher.descendants().forEach(children::add);
        launcher.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /// Elasticsearch, which takes longest to start, is killed by `build/proof`.
    @Test
    void starts_each_part_again_that_is_killed_is_reset_and_leaves_no_child() throws Exception {
        launch();
        awaitReady();
        shopper().stock("KEPT-1", 1250, 50);
        for (var parts :
                List.of(List.of("kafka", "payment-provider"), List.of("postgresql/cluster"))) {
            rememberChildren();
            for (var part : parts) {
                kill(part);
            }
            await().atMost(READY_WITHIN).untilAsserted(this::assertAllPartsRun);
            await().atMost(READY_WITHIN)
                    .untilAsserted(() -> shopper().buy("KEPT-1", 1, "tok_settle").expect(201));
        }
        assertThat(Files.readString(err))
                .hasLineCount(3)
                .contains(
                        "Cartulary: Kafka has stopped unexpectedly (see ", "It is started again.");
        stop();

        var key = Secrets.of(data).operatorKey();
        var before = Files.createFile(data.resolve("from-before"));
        launch("--reset");
        await().atMost(READY_WITHIN)
                .until(() ->
                        Files.notExists(before)
                                && Files.exists(data.resolve("postgresql/cluster/PG_VERSION")));
        // In its first seconds: the database is being made.
        stop();

        assertThat(Files.readString(err)).isEmpty();
        assertThat(Secrets.of(data).operatorKey()).isNotEqualTo(key);
    }

    /// The first number of its file of that name is its process.
    private void kill(String part) throws IOException {
        var directory = data.resolve(part);
        var file = directory.resolve(part.startsWith("postgresql") ? "postmaster.pid" : "pid");
        var pid = Files.readString(file).split("\\s+")[0];
        var process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private void assertAllPartsRun() {
        var health = shopper().staffDocument("/actuator/health");
        assertThat(health.body().at("/components/parts/status").asString()).isEqualTo("UP");
    }

    private void launch(String... more) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dcartulary.home=" + Path.of("..").toAbsolutePath().normalize(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StandaloneApplication.class.getName(),
                        "--data",
                        data.toString(),
                        "--port",
                        Integer.toString(port),
                        "--no-sample"));
        command.addAll(Arrays.asList(more));
        launcher =
                new ProcessBuilder(command)
                        .redirectOutput(Redirect.to(out.toFile()))
                        .redirectError(Redirect.to(err.toFile()))
                        .start();
    }

    private void awaitReady() {
        await().atMost(READY_WITHIN)
                .until(() ->
                        !launcher.isAlive()
                                || Files.readString(out).contains("Cartulary is ready"));
        assertThat(err).isEmptyFile();
        assertThat(launcher.isAlive()).isTrue();
    }

    /// As `kill` and every service manager do.
    private void stop() throws InterruptedException {
        rememberChildren();
        launcher.destroy();
        assertThat(launcher.waitFor(ENDED_WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertNoChildIsLeft();
    }

    /// The database server is no one's child: it detaches itself from who started it.
    private void rememberChildren() {
        launcher.descendants().forEach(children::add);
        ProcessHandle.allProcesses()
                .filter(process ->
                        process.info()
                                .commandLine()
                                .filter(words -> words.contains(data.toString()))
                                .isPresent())
                .forEach(children::add);
    }

    private void assertNoChildIsLeft() {
        assertThat(children).isNotEmpty();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() ->
                        assertThat(children.stream().filter(ProcessHandle::isAlive))
                                .extracting(process -> process.info().commandLine())
                                .isEmpty());
        children.clear();
        rememberChildren();
        children.removeIf(process -> process.pid() == launcher.pid());
        assertThat(children).extracting(process -> process.info().commandLine()).isEmpty();
    }

    private Shopper shopper() {
        return new Shopper(URI.create("http://localhost:" + port), Secrets.of(data).operatorKey());
    }
}
