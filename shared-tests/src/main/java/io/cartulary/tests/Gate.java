package io.cartulary.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The way to a server, which can be shut: connections break off and no one listens, as when the
/// server is killed. Behind it the server lives on.
public final class Gate implements AutoCloseable {

    private final InetSocketAddress server;
    private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
    private ServerSocket entrance;
    private int port;

    public Gate(String host, int port) {
        this.server = new InetSocketAddress(host, port);
        open();
    }

    /// Where to find the server.
    public String address() {
        return "localhost:" + port;
    }

    /// At the same address as before.
    public synchronized void open() {
        try {
            entrance = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
            port = entrance.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var opened = entrance;
        Thread.ofVirtual().start(() -> admit(opened));
    }

    public synchronized void shut() {
        end(entrance);
        passing.forEach(Gate::end);
        passing.clear();
    }

    @Override
    public void close() {
        shut();
    }

    private void admit(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                lead(opened, opened.accept());
            } catch (IOException e) {
                // it was shut, or the server refuses
            }
        }
    }

    private void lead(ServerSocket opened, Socket client) throws IOException {
        var inside = new Socket();
        try {
            inside.connect(server);
        } catch (IOException e) {
            end(client);
            throw e;
        }
        synchronized (this) {
            if (opened.isClosed()) {
                end(client);
                end(inside);
                return;
            }
            passing.add(client);
            passing.add(inside);
        }
        client.setTcpNoDelay(true);
        inside.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> carry(client, inside));
        Thread.ofVirtual().start(() -> carry(inside, client));
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of the two has gone
        } finally {
            passing.remove(from);
            passing.remove(to);
        }
    }

    private static void end(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception e) {
            throw new IllegalStateException("a connection could not be closed", e);
        }
    }
}
