package io.cartulary.embedded.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/// The port of a part: the one it had at its last start while that is free, so that bookmarks and
/// consoles stay valid.
final class Port {
    private Port() {}

    static int remembered(Path file) throws IOException {
        int port =
                Files.exists(file)
                        ? freeOrAnother(Integer.parseInt(Files.readString(file).strip()))
                        : open(0);
        Files.writeString(file, Integer.toString(port));
        return port;
    }

    private static int freeOrAnother(int port) throws IOException {
        try {
            return open(port);
        } catch (IOException e) {
            return open(0);
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
