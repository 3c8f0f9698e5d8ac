package io.cartulary.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What keeps it from starting is one line and an exit code.
class LauncherTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir Path directory;

    @Test
    void explains_itself() {
        assertThat(launch("--help")).isZero();
        assertThat(text(out))
                .contains("--port N", "--data DIR", "--reset", "--no-sample", "import orders");
    }

    @Test
    void says_that_the_port_is_in_use() throws IOException {
        try (var other = new ServerSocket(0)) {
            assertThat(
                            launch(
                                    "--port",
                                    Integer.toString(other.getLocalPort()),
                                    "--data",
                                    directory.toString()))
                    .isEqualTo(1);
            assertThat(text(err))
                    .hasLineCount(1)
                    .startsWith("Cartulary: Port " + other.getLocalPort() + " cannot be used");
        }
    }

    @Test
    void says_that_another_instance_runs() throws IOException {
        Path data = directory.resolve("data");
        String port = Integer.toString(freePort());
        try (var _ = DataDirectory.open(data)) {
            assertThat(launch("--port", port, "--data", data.toString())).isEqualTo(1);
            assertThat(text(err))
                    .hasLineCount(1)
                    .startsWith("Cartulary: Another Cartulary is running on");
        }
    }

    @Test
    void says_that_a_file_to_import_is_missing() {
        String data = directory.resolve("data").toString();
        assertThat(launch("--data", data, "import", "orders", "/no/such/file.csv")).isEqualTo(1);
        assertThat(text(err)).isEqualTo("Cartulary: There is no file /no/such/file.csv to read.");
    }

    @Test
    void says_that_the_shop_to_import_into_is_not_ready() throws IOException {
        Path data = directory.resolve("data");
        Path file = Files.createFile(directory.resolve("orders.csv"));
        try (var _ = DataDirectory.open(data)) {
            assertThat(launch("--data", data.toString(), "import", "orders", file.toString()))
                    .isEqualTo(1);
            assertThat(text(err)).hasLineCount(1).contains("is still starting");
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private int launch(String... args) {
        return new Launcher(print(out), print(err)).launch(args);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream of) {
        return of.toString(StandardCharsets.UTF_8).strip();
    }
}
