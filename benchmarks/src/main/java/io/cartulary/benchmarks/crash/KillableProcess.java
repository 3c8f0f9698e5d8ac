package io.cartulary.benchmarks.crash;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.function.Predicate;

/// A process of a shop that is killed, and started again at the same address.
final class KillableProcess {

    private static final int CONNECT_MILLIS = 500;

    private final URI url;
    private final Predicate<URI> readiness;

    final ProcessBuilder program;
    volatile Process process;
    volatile boolean killed;

    /// @param readiness whether what answers at the address can be used
    KillableProcess(URI url, Predicate<URI> readiness, ProcessBuilder program) throws IOException {
        this.url = url;
        this.readiness = readiness;
        this.program = program;
        this.process = program.start();
        // A proof that is broken off leaves nothing running.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroy()));
    }

    URI url() {
        return url;
    }

    boolean isReady() {
        return readiness.test(url);
    }

    static boolean listens(URI server) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(server.getHost(), server.getPort()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
