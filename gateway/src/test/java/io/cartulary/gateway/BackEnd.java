package io.cartulary.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import org.springframework.http.HttpHeaders;

/// A node reduced to what a gateway sees: it answers with its name and writes down what it was
/// asked.
final class BackEnd implements AutoCloseable {

    record Asked(String method, String path, HttpHeaders headers, String body) {}

    final CountDownLatch secondEvent = new CountDownLatch(1);
    final CountDownLatch streamEnded = new CountDownLatch(1);
    final CountDownLatch mayRead = new CountDownLatch(1);
    final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final String name;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final int port;
    private HttpServer server;
    private volatile int readiness = 200;

    BackEnd(String name) {
        this.name = name;
        this.server = open(0);
        this.port = server.getAddress().getPort();
    }

    private HttpServer open(int onPort) {
        try {
            HttpServer opened = HttpServer.create(new InetSocketAddress("127.0.0.1", onPort), 0);
            opened.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            opened.createContext(
                    "/actuator/health/readiness", exchange -> answer(exchange, readiness, "{}"));
            opened.createContext("/", this::answer);
            opened.start();
            return opened;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void answersReadiness(int status) {
        readiness = status;
    }

    void stops() {
        server.stop(0);
    }

    void startsAgain() {
        server = open(port);
    }

    List<Asked> asked(String path) {
        return asked.stream().filter(one -> one.path().equals(path)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/imports/products")) {
            takeSlowly(exchange);
            return;
        }
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        HttpHeaders headers = new HttpHeaders();
        exchange.getRequestHeaders().forEach(headers::addAll);
        String path = exchange.getRequestURI().getRawPath();
        asked.add(new Asked(exchange.getRequestMethod(), path, headers, body));
        if (path.endsWith("/events")) {
            stream(exchange);
            return;
        }
        if (path.endsWith("/breaks-off")) {
            exchange.close();
            return;
        }
        var answers = exchange.getResponseHeaders();
        if (path.contains("/products")) {
            answers.set("ETag", "\"1\"");
            answers.set("Content-Type", "application/json");
        }
        if (path.endsWith("/slow")) {
            waitUntilItMayAnswer();
        }
        if (path.endsWith("/shared")) {
            answers.set("Cache-Control", "public, max-age=0, s-maxage=1");
        }
        if (path.endsWith("/private")) {
            answers.set("Cache-Control", "private, max-age=60");
        }
        if (path.endsWith("/brief")) {
            answers.set("Cache-Control", "max-age=1");
        }
        if (path.equals("/api/docs")) {
            answers.set("Content-Type", "application/json");
            answer(
                    exchange,
                    200,
                    """
                    {"openapi":"3.1.0","servers":[{"url":"http://%1$s"}],
                     "paths":{"/both":{"%2$s":{}},"/%1$s":{}}}\
                    """
                            .formatted(name, name.startsWith("query") ? "get" : "post"));
            return;
        }
        answer(exchange, 200, name);
    }

    private void waitUntilItMayAnswer() {
        try {
            mayAnswer.await();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    /// Reads nothing until asked to; answers how many bytes came and their checksum.
    private void takeSlowly(HttpExchange exchange) throws IOException {
        try {
            mayRead.await();
            var checksum = new CRC32();
            long bytes = 0;
            var buffer = new byte[1 << 16];
            var body = exchange.getRequestBody();
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                checksum.update(buffer, 0, read);
                bytes += read;
            }
            answer(exchange, 200, bytes + " " + checksum.getValue());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
            if (!head) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    /// One event at once, one when asked to, then a heartbeat until no one reads any more.
    private void stream(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            out.write("data: first\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            secondEvent.await();
            while (true) {
                out.write("data: next\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        } finally {
            streamEnded.countDown();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
