package io.cartulary.command.media.store;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/// A server that speaks S3, with one bucket. The build lays its jar out.
record S3Server(Process process, URI address) {

    static final String BUCKET = "media";

    private static final Path JAR = Path.of("target", "s3-server", "s3mock.jar");

    static S3Server start(Path data) throws IOException {
        var http = freePort();
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx192m",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                JAR.toString(),
                                "--http.port=" + http,
                                "--server.port=" + freePort(),
                                "--com.adobe.testing.s3mock.store.root=" + data,
                                "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET)
                        .redirectErrorStream(true)
                        .redirectOutput(data.resolve("log").toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var address = URI.create("http://localhost:" + http);
        await().atMost(Duration.ofMinutes(2)).until(() -> answers(address));
        return new S3Server(process, address);
    }

    void stop() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static boolean answers(URI address) throws InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address.resolve("/" + BUCKET)).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
