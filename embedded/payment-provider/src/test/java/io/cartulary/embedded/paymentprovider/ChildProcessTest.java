package io.cartulary.embedded.paymentprovider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The provider as its parent sees it: a process of 64 MB that is started, killed and left alone.
class ChildProcessTest {

    @TempDir private Path data;
    private final List<Process> started = new ArrayList<>();
    private Shop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new Shop();
    }

    @AfterEach
    void close() {
        started.forEach(Process::destroyForcibly);
        shop.close();
    }

    private Process run(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                PaymentProvider.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(ProviderSettings.SECRET_VARIABLE, Shop.SECRET);
        builder.redirectErrorStream(true);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static String firstLineOf(Process process) throws IOException {
        return new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                .readLine();
    }

    private Process runAsChild() throws IOException {
        Process child = run("--port=0", "--data=" + data, "--parent");
        String line = firstLineOf(child);
        assertThat(line).startsWith("READY http://127.0.0.1:");
        shop.uses(URI.create(line.substring("READY ".length())));
        return child;
    }

    @Test
    void a_killed_provider_knows_every_charge_it_answered() throws Exception {
        Process child = runAsChild();
        for (int number = 0; number < 50; number++) {
            assertThat(shop.charge("payment-" + number, 100, "tok_settle").status()).isEqualTo(202);
        }
        child.destroyForcibly().waitFor();
        runAsChild();

        for (int number = 0; number < 50; number++) {
            String reference = "payment-" + number;
            await().untilAsserted(() -> assertThat(shop.heardOf(reference)).isNotEmpty());
            assertThat(shop.find(reference).chargeStatus()).isEqualTo("settled");
        }
    }

    @Test
    void a_child_ends_with_its_parents_stream() throws Exception {
        Process child = runAsChild();
        child.getOutputStream().close();

        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
    }

    @Test
    void a_wrong_option_is_reported_in_one_line_and_ends_with_2() throws Exception {
        Process child = run("--late=soon", "--data=" + data);

        assertThat(firstLineOf(child)).isEqualTo("--late must be a duration such as 5s or 500ms");
        assertThat(child.waitFor()).isEqualTo(2);
    }
}
