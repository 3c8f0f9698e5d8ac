package io.cartulary.benchmarks.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.cartulary.benchmarks.Options;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `benchmarks/run fuzz`.
class FuzzProofTest {

    @Test
    @Timeout(600)
    void finds_no_wrong_answer_to_requests_that_are_nearly_right(@TempDir Path data)
            throws Exception {
        var options =
                Options.parse(
                        new String[] {
                            "--requests",
                            "500",
                            "--port",
                            Integer.toString(freePort()),
                            "--data",
                            data.resolve("shop").toString()
                        });
        assertThatCode(() -> new FuzzProof().run(options)).doesNotThrowAnyException();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
