package io.cartulary.benchmarks.crash;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.OperatorToken;
import io.cartulary.benchmarks.client.Pause;
import io.cartulary.benchmarks.client.Staff;
import io.cartulary.benchmarks.shop.ShopProcess;
import io.cartulary.embedded.parts.EmbeddedParts;
import io.cartulary.embedded.parts.Part;
import io.cartulary.embedded.parts.PartsListener;
import io.cartulary.embedded.parts.PartsOptions;
import io.cartulary.embedded.parts.Port;
import jakarta.mail.MessagingException;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A shop of several processes on servers of its own, each of which can be killed. Whatever ends is
/// started again at once, as a supervisor would. Its mail server stays up and keeps what it took.
final class NodesOfShop implements AutoCloseable {

    private static final String OPERATOR_KEY = "ck_crash-proof-0123456789abcdef01234567";

    private static final String MAIL_DOMAIN = "example.org";
    private static final String POSTGRESQL = Part.POSTGRESQL.directory();
    private static final String AXON_SERVER = "axon-server";
    private static final List<String> COMMAND_SIDES = List.of("command-side-1", "command-side-2");
    private static final String QUERY_SIDE = "query-side";
    private static final Duration START_WITHIN = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// So short that some payments end after their order's time is over; a slow machine needs more
    /// for the others.
    private static final int PAY_WITHIN_SECONDS = 15;

    private final Path data;
    private final EmbeddedParts parts;
    private final Duration payWithin;
    private final Map<String, Part> killableParts = new LinkedHashMap<>();
    private final @Nullable String axonServer;
    private final Map<String, KillableProcess> nodes = new LinkedHashMap<>();
    private final GreenMail mail =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Outages outages = new Outages();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final long begun = System.nanoTime();
    private volatile boolean closing;

    private NodesOfShop(Path data, Set<Part> started, EmbeddedParts parts, Options options) {
        this.data = data;
        this.parts = parts;
        started.forEach(part -> killableParts.put(part.directory(), part));
        this.axonServer = options.axonServer();
        this.payWithin = options.seconds("pay-within", PAY_WITHIN_SECONDS);
        // The mail server's thread dies with the process it talks to, and would print a page of it.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (!thread.getName().startsWith("smtp:")) {
                failure.printStackTrace();
            }
        });
        mail.start();
    }

    /// Two command sides on one database and, if wanted, a query side. Returns when all are ready.
    ///
    /// @param options say whether events are in an Axon Server, which is empty, and which program
    ///   is that server, if it is to be killed too
    static NodesOfShop start(Path data, Options options) throws IOException, InterruptedException {
        var withQuerySide = !QUERY_SIDE.equals(options.text("without"));
        Files.createDirectories(data);
        EmbeddedParts.erase(data);
        var needed =
                withQuerySide
                        ? EnumSet.allOf(Part.class)
                        : EnumSet.of(Part.POSTGRESQL, Part.PAYMENT_PROVIDER);
        // As in production: what was committed survives a crash.
        var parts = EmbeddedParts.start(data, new PartsOptions(needed, true), PartsListener.SILENT);
        var shop = new NodesOfShop(data, needed, parts, options);
        try {
            if (options.has(Options.AXON_SERVER_PROGRAM)) {
                shop.addAxonServer(options.text(Options.AXON_SERVER_PROGRAM));
            }
            for (var name : COMMAND_SIDES) {
                shop.add(name, "command-side");
            }
            if (withQuerySide) {
                shop.add(QUERY_SIDE, QUERY_SIDE);
            }
            for (var started : shop.nodes.entrySet()) {
                shop.awaitReady(started.getKey(), started.getValue());
                shop.watch(started.getKey(), started.getValue());
            }
            return shop;
        } catch (IOException | InterruptedException | BenchmarkUnavailable e) {
            shop.close();
            throw e;
        }
    }

    private void add(String name, String module) throws IOException {
        var port = Port.free();
        nodes.put(
                name,
                new KillableProcess(
                        URI.create("http://127.0.0.1:" + port),
                        ShopProcess::isReady,
                        program(name, module, port)));
    }

    private void addAxonServer(String program) throws IOException {
        nodes.put(
                AXON_SERVER,
                new KillableProcess(
                        URI.create("http://" + axonServer),
                        KillableProcess::listens,
                        logged(AXON_SERVER, List.of(program))));
    }

    /// The names of all that can be killed.
    List<String> victims() {
        return Stream.concat(nodes.keySet().stream(), killableParts.keySet().stream()).toList();
    }

    Path data() {
        return data;
    }

    @Nullable String axonServer() {
        return axonServer;
    }

    Outages outages() {
        return outages;
    }

    List<URI> commandSides() {
        return COMMAND_SIDES.stream().map(nodes::get).map(node -> node.url()).toList();
    }

    List<URI> querySides() {
        return nodes.containsKey(QUERY_SIDE) ? List.of(nodes.get(QUERY_SIDE).url()) : List.of();
    }

    Staff staff() {
        return new Staff(
                commandSides().getFirst(),
                querySides().isEmpty() ? commandSides().getFirst() : querySides().getFirst(),
                new OperatorToken(commandSides().getFirst(), OPERATOR_KEY));
    }

    /// How often each mail came in, by the key of its effect.
    Map<String, Integer> mails() {
        var mails = new HashMap<String, Integer>();
        for (var received : mail.getReceivedMessages()) {
            try {
                var key = received.getMessageID().replaceFirst("<(.*)@" + MAIL_DOMAIN + ">", "$1");
                mails.merge(key, 1, Integer::sum);
            } catch (MessagingException e) {
                throw new BenchmarkUnavailable("A mail cannot be read: " + e.getMessage());
            }
        }
        return mails;
    }

    /// What went wrong with the processes themselves.
    List<String> faults() {
        return List.copyOf(faults);
    }

    /// `kill -9`. If the part has not come back from its last one yet, it is killed when it has.
    void kill(String victim) throws InterruptedException {
        for (var until = System.nanoTime() + START_WITHIN.multipliedBy(2).toNanos();
                outages.isDown(victim);
                Pause.of(BETWEEN_LOOKS)) {
            if (!faults.isEmpty() || System.nanoTime() > until) {
                throw new BenchmarkUnavailable(
                        "%s has not come back %s".formatted(victim, String.join("; ", faults)));
            }
        }
        outages.begin(victim);
        var part = killableParts.get(victim);
        if (part != null) {
            killAndRestart(part, victim);
        } else {
            var node = nodes.get(victim);
            node.killed = true;
            report(victim, "kill -9 of process " + node.process.pid());
            node.process.destroyForcibly();
        }
    }

    private void killAndRestart(Part part, String name) {
        var process = parts.process(part);
        report(name, "kill -9 of process " + process.pid());
        var killed = System.nanoTime();
        process.destroyForcibly();
        Thread.ofVirtual()
                .start(() -> {
                    process.onExit().join();
                    try {
                        parts.startAgain(part);
                        isBack(name, killed);
                    } catch (RuntimeException e) {
                        faults.add(name + " does not start again: " + e.getMessage());
                    }
                });
    }

    private void watch(String name, KillableProcess node) {
        node.process
                .onExit()
                .thenRun(() -> {
                    if (!closing) {
                        Thread.ofVirtual().start(() -> restart(name, node));
                    }
                });
    }

    private void restart(String name, KillableProcess node) {
        var ended = System.nanoTime();
        if (!node.killed) {
            outages.begin(name);
            faults.add(name + " ended by itself with " + node.process.exitValue());
        }
        node.killed = false;
        try {
            node.process = node.program.start();
            awaitReady(name, node);
            watch(name, node);
            isBack(name, ended);
        } catch (IOException | BenchmarkUnavailable e) {
            faults.add(name + " does not start again: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void isBack(String name, long since) {
        outages.end(name);
        report(
                name,
                String.format(Locale.ROOT, "back after %.1f s", (System.nanoTime() - since) / 1e9));
    }

    private void report(String part, String what) {
        System.out.printf(
                Locale.ROOT, "%7.1f s  %-16s %s%n", (System.nanoTime() - begun) / 1e9, part, what);
    }

    void awaitAllUp() throws InterruptedException {
        var until = System.nanoTime() + START_WITHIN.toNanos();
        while (outages.isAnyDown() && faults.isEmpty() && System.nanoTime() < until) {
            Pause.of(BETWEEN_LOOKS);
        }
    }

    private ProcessBuilder program(String name, String module, int port) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", // it is started more often than it is used
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        Options.home()
                                .resolve(module)
                                .resolve("target/%s-0.1.0-SNAPSHOT-exec.jar".formatted(module))
                                .toString()));
        settings(module, port).forEach((key, value) -> command.add("--" + key + "=" + value));
        return logged(name, command);
    }

    private ProcessBuilder logged(String name, List<String> command) {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(data.resolve(name + ".log").toFile()))
                .redirectInput(new File("/dev/null"));
    }

    private Map<String, Object> settings(String module, int port) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("server.port", port);
        settings.putAll(parts.eventStoreSettings(EmbeddedParts.SHOP));
        if (axonServer != null) {
            settings.put("cartulary.event-store", "axon-server");
            settings.put("axon.axonserver.servers", axonServer);
        }
        settings.putAll(parts.readModelSettings(EmbeddedParts.SHOP));
        settings.put("cartulary.accounts.operator-key", OPERATOR_KEY);
        settings.put("cartulary.security.token-secret", "0123456789abcdef0123456789abcdef");
        settings.put("cartulary.buyers.email-secret", "fedcba9876543210fedcba9876543210");
        settings.putAll(parts.paymentSettings());
        settings.put(
                "cartulary.payment.simulated.callback-url",
                "http://127.0.0.1:%d/api/v1/payments/simulated/callback".formatted(port));
        settings.put("cartulary.order.pay-within", payWithin);
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", mail.getSmtp().getPort());
        settings.put("cartulary.mail.from", "shop@" + MAIL_DOMAIN);
        settings.put("cartulary.sample.enabled", false);
        settings.put("logging.level.root", "WARN");
        if (module.equals(QUERY_SIDE)) {
            settings.put(
                    "cartulary.security.keys-url",
                    commandSides().getFirst().resolve("/api/v1/auth/keys"));
            settings.putAll(parts.searchSettings());
            settings.putAll(parts.kafkaSettings());
        }
        return settings;
    }

    /// A process that gives up while it starts, because its database is away for too long, is
    /// started once more. While a server that it needs is down its time does not pass.
    private void awaitReady(String name, KillableProcess node)
            throws IOException, InterruptedException {
        var until = System.nanoTime() + START_WITHIN.toNanos();
        while (!node.isReady()) {
            if (isWithoutAServer(name)) {
                until = System.nanoTime() + START_WITHIN.toNanos();
            }
            if (System.nanoTime() > until) {
                throw new BenchmarkUnavailable(name + " was not ready in time");
            }
            if (!node.process.isAlive()) {
                if (!outages.isDown(POSTGRESQL) && !outages.isDown(name)) {
                    throw new BenchmarkUnavailable(
                            "%s did not start; see %s"
                                    .formatted(name, data.resolve(name + ".log")));
                }
                report(name, "gave up while it started; starts once more");
                node.process = node.program.start();
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }

    private boolean isWithoutAServer(String name) {
        return !name.equals(AXON_SERVER)
                && (outages.isDown(AXON_SERVER)
                        || killableParts.keySet().stream().anyMatch(outages::isDown));
    }

    @Override
    public void close() {
        closing = true;
        nodes.values().forEach(node -> node.process.destroy());
        for (var node : nodes.values()) {
            try {
                if (!node.process.waitFor(30, TimeUnit.SECONDS)) {
                    node.process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                node.process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        parts.close();
        mail.stop();
    }
}
