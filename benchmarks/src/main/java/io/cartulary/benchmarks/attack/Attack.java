package io.cartulary.benchmarks.attack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Many connections that each send one request, wholly or in part, and then wait for the server to
/// answer or to close. Only this machine is ever connected to.
final class Attack {

    private static final int CHUNK = 64 * 1024;
    private static final String CLOSED = "closed without an answer";
    private static final String OPEN = "still open";

    private final String name;
    private final int connections;
    private final String head;
    private final long declared;
    private final long sent;

    /// How each connection ended, and how often.
    private final Map<String, Integer> ends = new ConcurrentHashMap<>();

    private final List<Thread> threads = new ArrayList<>();
    private volatile Duration longest = Duration.ZERO;

    /// @param head the request line and headers, without the length and the empty line
    /// @param declared what the headers say of the body's length
    /// @param sent how much of the body is sent
    Attack(String name, int connections, String head, long declared, long sent) {
        this.name = name;
        this.connections = connections;
        this.head = head;
        this.declared = declared;
        this.sent = sent;
    }

    /// @param patience how long a connection is held if the server does nothing
    void begin(URI shop, Duration patience) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), shop.getPort());
        for (int number = 0; number < connections; number++) {
            var key = name.replace(' ', '-') + "-" + number;
            threads.add(Thread.ofVirtual().start(() -> attack(address, key, patience)));
        }
    }

    void await() throws InterruptedException {
        for (var thread : threads) {
            thread.join();
        }
    }

    private void attack(InetSocketAddress shop, String key, Duration patience) {
        var begun = System.nanoTime();
        var end = CLOSED;
        try (var socket = new Socket()) {
            socket.connect(shop, (int) patience.toMillis());
            socket.setSoTimeout((int) patience.toMillis());
            end = exchange(socket, key);
        } catch (SocketTimeoutException e) {
            end = OPEN;
        } catch (IOException e) {
            // closed by the server, while something was sent or before there was an answer
        }
        ends.merge(end, 1, Integer::sum);
        note(Duration.ofNanos(System.nanoTime() - begun));
    }

    private synchronized void note(Duration lasted) {
        if (lasted.compareTo(longest) > 0) {
            longest = lasted;
        }
    }

    private String exchange(Socket socket, String key) throws IOException {
        var out = socket.getOutputStream();
        try {
            out.write(
                    (head.replace("{key}", key) + "Content-Length: " + declared + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            var chunk = new byte[(int) Math.min(CHUNK, sent)];
            java.util.Arrays.fill(chunk, (byte) ' ');
            for (long left = sent; left > 0; left -= chunk.length) {
                out.write(chunk, 0, (int) Math.min(chunk.length, left));
            }
            out.flush();
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // The answer may have come before the server closed.
        }
        var answer = status(socket.getInputStream());
        return answer.isEmpty() ? CLOSED : answer;
    }

    /// Of an answer, after which the server may keep the connection.
    private static String status(InputStream in) throws IOException {
        var line = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
        return line.startsWith("HTTP/1.1 ") ? line.substring(9) : "";
    }

    boolean isOver() {
        return !ends.containsKey(OPEN);
    }

    @Override
    public String toString() {
        return "%s: %s; the longest took %.1f s"
                .formatted(name, new TreeMap<>(ends), longest.toMillis() / 1e3);
    }
}
