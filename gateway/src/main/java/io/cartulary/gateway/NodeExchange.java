package io.cartulary.gateway;

import io.cartulary.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Asks a node with the JDK's client, directly. Through Spring's clients a stream of events would
/// be cut off when the time for an answer is over, and one whose reader has gone would be read on
/// until the node ends it.
///
/// The body of a request is not touched before there is a connection, so an unreachable node leaves
/// it whole for the next one.
@Component
final class NodeExchange implements ProxyExchange, AutoCloseable {

    /// Where the answer's unread body stands, to see to it that it is closed.
    static final String BODY = MvcUtils.CLIENT_RESPONSE_INPUT_STREAM_ATTR;

    /// Written by the client itself.
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    private static final int BUFFER = 16 * 1024;
    private static final int SLOWEST_BYTES_A_SECOND = 64 * 1024;

    /// Of a body that does not say its length.
    private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(30);

    private final GatewayProperties properties;
    private final HttpClient http;

    NodeExchange(GatewayProperties properties) {
        this.properties = properties;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(properties.connectWithin())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    private record NodeResponse(HttpStatusCode status, HttpHeaders headers) implements Response {
        @Override
        public HttpStatusCode getStatusCode() {
            return status;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }

    /// @throws UncheckedIOException if the node could not be reached or broke off before its answer
    ///   began
    @Override
    public ServerResponse exchange(Request request) {
        HttpResponse<InputStream> answer = ask(request);
        HttpHeaders headers = new HttpHeaders();
        answer.headers().map().forEach(headers::addAll);
        var status = HttpStatusCode.valueOf(answer.statusCode());
        ServerRequest received = request.getServerRequest();
        MvcUtils.putAttribute(received, BODY, answer.body());
        boolean streamed = MediaType.TEXT_EVENT_STREAM.isCompatibleWith(headers.getContentType());
        ServerResponse response =
                GatewayServerResponse.status(status)
                        .build((_, servletResponse) -> {
                            copy(bodyOf(received), servletResponse.getOutputStream(), streamed);
                            return null;
                        });
        var nodeResponse = new NodeResponse(status, headers);
        request.getResponseConsumers().forEach(consumer -> consumer.accept(nodeResponse, response));
        return response;
    }

    private HttpResponse<InputStream> ask(Request request) {
        var question =
                HttpRequest.newBuilder(Objects.requireNonNull(request.getUri()))
                        .timeout(
                                properties
                                        .answerWithin()
                                        .plus(timeToSend(request.getServerRequest())))
                        .method(
                                request.getMethod().name(),
                                bodyOf(request.getServerRequest().servletRequest()));
        request.getHeaders()
                .forEach((name, values) -> {
                    if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> question.header(name, value));
                    }
                });
        try {
            return http.send(question.build(), BodyHandlers.ofInputStream());
        } catch (IOException failure) {
            // The caller's body was refused while it was passed on: no fault of the node's.
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof ProblemException refused) {
                    throw refused;
                }
            }
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted", interruption));
        }
    }

    /// The time for an answer begins when the node has the whole request, and callers' lines are
    /// slow.
    private static Duration timeToSend(ServerRequest request) {
        long length = request.servletRequest().getContentLengthLong();
        return length < 0 && request.servletRequest().getHeader("Transfer-Encoding") != null
                ? LONGEST_UPLOAD
                : Duration.ofSeconds(Math.max(0, length) / SLOWEST_BYTES_A_SECOND);
    }

    private static BodyPublisher bodyOf(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        if (length == 0 || length < 0 && request.getHeader("Transfer-Encoding") == null) {
            return BodyPublishers.noBody();
        }
        BodyPublisher body =
                BodyPublishers.ofInputStream(() -> {
                    try {
                        return request.getInputStream();
                    } catch (IOException gone) {
                        throw new UncheckedIOException(gone);
                    }
                });
        return length < 0 ? body : BodyPublishers.fromPublisher(body, length);
    }

    private static InputStream bodyOf(ServerRequest request) {
        InputStream body = MvcUtils.getAttribute(request, BODY);
        return Objects.requireNonNull(body);
    }

    /// Each event is passed on when it comes.
    private static void copy(InputStream body, OutputStream out, boolean eachAtOnce)
            throws IOException {
        if (!eachAtOnce) {
            body.transferTo(out);
            return;
        }
        out.flush();
        byte[] buffer = new byte[BUFFER];
        for (int read = body.read(buffer); read != -1; read = body.read(buffer)) {
            out.write(buffer, 0, read);
            out.flush();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
