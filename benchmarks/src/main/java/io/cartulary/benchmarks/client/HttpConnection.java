package io.cartulary.benchmarks.client;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One keep-alive HTTP/1.1 connection of one client. A request costs a tenth of what it costs the
/// JDK's client, which would take its share from the server it measures.
public final class HttpConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Tomcat closes after it without saying so.
    private static final int EXPECTATION_FAILED = 417;

    private static final int BUFFER = 16 * 1024;
    private static final byte[] NO_BODY = {};

    private final InetSocketAddress address;
    private final String commonHeaders;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    /// @param commonHeaders sent with every request; each line ends with `\r\n`
    public HttpConnection(URI server, String commonHeaders) {
        this.address = new InetSocketAddress(server.getHost(), server.getPort());
        this.commonHeaders =
                "Host: " + server.getAuthority() + "\r\nUser-Agent: benchmarks\r\n" + commonHeaders;
    }

    public Answer get(String path, String headers) throws IOException {
        return send("GET", path, headers, null);
    }

    /// @param headers of this request alone; each line ends with `\r\n`
    /// @param json the body; absent for none
    public Answer send(String method, String path, String headers, @Nullable String json)
            throws IOException {
        return json == null
                ? sendBytes(method, path, headers, NO_BODY)
                : sendBytes(
                        method,
                        path,
                        headers + "Content-Type: application/json\r\n",
                        json.getBytes(StandardCharsets.UTF_8));
    }

    /// @param body sent as it is; its type is among the headers
    public Answer sendBytes(String method, String path, String headers, byte[] body)
            throws IOException {
        var request = request(method, path, headers, body);
        var kept = socket != null;
        try {
            return exchange(method, request);
        } catch (EOFException | SocketException e) {
            close();
            if (!kept || !method.equals("GET")) {
                throw e;
            }
            // The server may close a connection that was idle; only what changes nothing is
            // repeated.
            return exchange(method, request);
        } catch (IOException e) {
            close(); // an answer that comes later belongs to no other request
            throw e;
        }
    }

    private byte[] request(String method, String path, String headers, byte[] body) {
        var head = new StringBuilder(512);
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n").append(commonHeaders);
        head.append(headers);
        if (!method.equals("GET") || body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        var request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }

    private Answer exchange(String method, byte[] request) throws IOException {
        var connected = socket == null ? connect() : socket;
        connected.getOutputStream().write(request);
        var answer = readAnswer(method);
        if ("close".equalsIgnoreCase(answer.header("Connection"))
                || answer.status() == EXPECTATION_FAILED
                || answer.isEventStream()) {
            close();
        }
        return answer;
    }

    private Socket connect() throws IOException {
        var connected = new Socket();
        connected.setTcpNoDelay(true);
        connected.setSoTimeout((int) PATIENCE.toMillis());
        connected.connect(address, (int) PATIENCE.toMillis());
        socket = connected;
        in = new BufferedInputStream(connected.getInputStream(), BUFFER);
        return connected;
    }

    private Answer readAnswer(String method) throws IOException {
        var head = readHead();
        var status = Integer.parseInt(head, 9, 12, 10);
        var bodiless = new Answer(status, head, NO_BODY);
        // An event stream does not end by itself: its head is all that is read.
        if (status == 204 || status == 304 || method.equals("HEAD") || bodiless.isEventStream()) {
            return bodiless;
        }
        var length = bodiless.header("Content-Length");
        if (length != null) {
            return new Answer(status, head, readExactly(Integer.parseInt(length)));
        }
        return "chunked".equalsIgnoreCase(bodiless.header("Transfer-Encoding"))
                ? new Answer(status, head, readChunks())
                : bodiless;
    }

    /// Status line and headers, each with its `\r\n`.
    private String readHead() throws IOException {
        var head = new StringBuilder(512);
        while (true) {
            var line = readLine();
            if (line.isEmpty()) {
                return head.toString();
            }
            head.append(line).append("\r\n");
        }
    }

    private byte[] readChunks() throws IOException {
        var body = new ByteArrayOutputStream(BUFFER);
        for (int size = readChunkSize(); size > 0; size = readChunkSize()) {
            body.write(readExactly(size));
            readLine();
        }
        readLine();
        return body.toByteArray();
    }

    private int readChunkSize() throws IOException {
        var line = readLine();
        var end = line.indexOf(';');
        return Integer.parseInt(end < 0 ? line : line.substring(0, end), 16);
    }

    private String readLine() throws IOException {
        var line = new StringBuilder(80);
        for (int next = readByte(); next != '\n'; next = readByte()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private int readByte() throws IOException {
        var next = open().read();
        if (next < 0) {
            throw new EOFException("the server closed the connection");
        }
        return next;
    }

    private byte[] readExactly(int length) throws IOException {
        var bytes = open().readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the server closed the connection");
        }
        return bytes;
    }

    private InputStream open() throws EOFException {
        if (in == null) {
            throw new EOFException("not connected");
        }
        return in;
    }

    @Override
    public void close() {
        var open = socket;
        socket = null;
        in = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new IllegalStateException("a socket could not be closed", e);
            }
        }
    }
}
