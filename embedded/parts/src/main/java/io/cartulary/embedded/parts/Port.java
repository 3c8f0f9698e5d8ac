package io.cartulary.embedded.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// The port of a part: the one it had at its last start while that is free, so that bookmarks and
/// consoles stay valid.
public final class Port {

    /// Below those that systems give to outgoing connections: seconds pass until a part listens,
    /// and one of those may be taken by then.
    private static final int LOWEST = 20_000;

    private static final int COUNT = 12_000;
    private static final int TRIES = 100;

    /// Parts start at the same time: what one was given it does not listen on yet, so no one gets
    /// it a second time.
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private Port() {}

    /// One that no one listens on, and that this process was not given before.
    public static int free() throws IOException {
        for (var tries = 1; true; tries++) {
            var port = LOWEST + NEXT.getAndUpdate(given -> (given + 1) % COUNT);
            try {
                return open(port);
            } catch (IOException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    public static int remembered(Path file) throws IOException {
        int port =
                Files.exists(file)
                        ? freeOrAnother(Integer.parseInt(Files.readString(file).strip()))
                        : free();
        Files.writeString(file, Integer.toString(port));
        return port;
    }

    private static int freeOrAnother(int port) throws IOException {
        try {
            return open(port);
        } catch (IOException e) {
            return free();
        }
    }

    private static int open(int port) throws IOException {
        try (var socket = new ServerSocket()) {
            // A port that was in use a moment ago is free for a server, which sets the same option.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        }
    }
}
