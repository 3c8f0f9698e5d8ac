package io.cartulary.embedded.paymentprovider;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The simulated payment provider: a small HTTP server in front of one ledger folder. Runs in 64 MB
/// of heap.
///
/// `READY http://127.0.0.1:<port>` on standard output says that it listens.
public final class PaymentProvider implements AutoCloseable {

    static final String LEDGER = "ledger.jsonl";
    static final String CALLBACKS = "callbacks.jsonl";
    private static final int MOST_WAITING_CONNECTIONS = 1024;

    private final Charges charges;
    private final Outcomes outcomes;
    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    private PaymentProvider(ProviderSettings settings, InstantSource clock) throws IOException {
        Files.createDirectories(settings.data());
        // First of all, because a port in use must not leave a locked ledger behind.
        server =
                HttpServer.create(
                        new InetSocketAddress(settings.address(), settings.port()),
                        MOST_WAITING_CONNECTIONS);
        try {
            charges = Charges.from(settings.data().resolve(LEDGER), clock);
            try {
                outcomes =
                        new Outcomes(
                                charges,
                                settings.data().resolve(CALLBACKS),
                                settings.late(),
                                new Signature(settings.secret()),
                                clock);
            } catch (IOException | RuntimeException failure) {
                charges.close();
                throw failure;
            }
        } catch (IOException | RuntimeException failure) {
            server.stop(0);
            requests.close();
            throw failure;
        }
        server.setExecutor(requests);
        server.createContext(
                ChargesHttp.PATH, new ChargesHttp(charges, outcomes, settings.secret()));
        server.createContext(
                "/health",
                exchange -> {
                    try (exchange) {
                        byte[] body = "{\"status\":\"UP\"}".getBytes(StandardCharsets.UTF_8);
                        ChargesHttp.send(exchange, 200, "application/json", body);
                    }
                });
        server.start();
    }

    static PaymentProvider start(ProviderSettings settings, InstantSource clock)
            throws IOException {
        if (settings.secret().isBlank()) {
            throw new IllegalArgumentException(
                    "A secret is missing: --secret=S or the variable "
                            + ProviderSettings.SECRET_VARIABLE);
        }
        return new PaymentProvider(settings, clock);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Takes no more requests and lets go of the files; what is pending continues at the next
    /// start.
    @Override
    public void close() throws IOException {
        server.stop(0);
        outcomes.close();
        charges.close();
        requests.close();
    }

    /// See [ProviderSettings#USAGE]. Exits with 2 for a wrong option and with 1 if it cannot start.
    public static void main(String[] arguments) {
        // Without these the server delays small answers by 40 ms and closes connections that
        // clients still pool.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        System.setProperty("sun.net.httpserver.idleInterval", "300");
        try {
            if (arguments.length > 0 && arguments[0].equals("ledger")) {
                printLedger(Arrays.copyOfRange(arguments, 1, arguments.length));
            } else {
                serve(ProviderSettings.of(arguments, System.getenv()));
            }
        } catch (IllegalArgumentException misuse) {
            fail(2, misuse.getMessage() + System.lineSeparator() + ProviderSettings.USAGE);
        } catch (NoSuchFileException missing) {
            fail(1, "There is no " + missing.getMessage());
        } catch (BindException taken) {
            fail(1, "Cannot listen: " + taken.getMessage());
        } catch (IOException failure) {
            fail(1, String.valueOf(failure.getMessage()));
        }
    }

    private static void printLedger(String[] options) throws IOException {
        ProviderSettings settings = ProviderSettings.of(options, System.getenv());
        System.out.print(LedgerTotals.of(settings.data().resolve(LEDGER)));
    }

    private static void serve(ProviderSettings settings) throws IOException {
        PaymentProvider provider = start(settings, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(provider)));
        System.out.println("READY " + provider.address());
        if (settings.child()) {
            awaitEnd(System.in);
            System.exit(0);
        }
    }

    private static void awaitEnd(InputStream input) throws IOException {
        byte[] unread = new byte[256];
        while (input.read(unread) != -1) {
            // The parent says nothing; only the end of its stream counts.
        }
    }

    private static void stop(PaymentProvider provider) {
        try {
            provider.close();
        } catch (IOException failure) {
            System.err.println("The ledger could not be closed: " + failure.getMessage());
        }
    }

    private static void fail(int status, String sentence) {
        System.err.println(sentence);
        System.exit(status);
    }
}
