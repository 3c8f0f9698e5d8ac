package io.cartulary.benchmarks.load;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.commands.AggregatesOnly;
import io.cartulary.benchmarks.shop.CpuUse;
import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.embedded.parts.EmbeddedParts;
import io.cartulary.embedded.parts.Part;
import io.cartulary.embedded.parts.PartsListener;
import io.cartulary.embedded.parts.PartsOptions;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.format.EventMetadata;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// One SKU that everybody wants: reservations a second over the command bus of one process, then of
/// two on one database. Each reservation is closed by the same client, as orders do, so that the
/// stock item stays as small as it is in a shop; only reservations are counted.
public final class HotSku implements Benchmark {

    private static final Sku SKU = new Sku("HOT-1");
    private static final StockItemId ITEM = StockItemId.of(SKU);
    private static final int PIECES = 10_000_000;
    private static final String RESERVATION = "reservation";
    private static final String CLOSING = "confirmation or release";
    private static final int ONE_PROCESS_TARGET = 2_000;
    private static final int TWO_PROCESSES_TARGET = 1_000;
    private static final Duration LONGEST = Duration.ofMillis(100);
    private static final String READY = "ready";
    private static final String DONE = "done ";

    /// What one process reached.
    private record Reached(double perSecond, double p50Millis, double p99Millis, int errors) {

        static Reached of(Load.Result result) {
            var reservations = result.of(RESERVATION);
            return new Reached(
                    result.perSecond(RESERVATION),
                    reservations.percentile(50).toNanos() / 1e6,
                    reservations.percentile(99).toNanos() / 1e6,
                    result.errorCount());
        }

        static Reached parse(String line) {
            var words = line.split(" ");
            return new Reached(
                    Double.parseDouble(words[0]),
                    Double.parseDouble(words[1]),
                    Double.parseDouble(words[2]),
                    Integer.parseInt(words[3]));
        }

        String line() {
            return perSecond + " " + p50Millis + " " + p99Millis + " " + errors;
        }

        /// Together: the slower one's percentiles.
        Reached with(Reached other) {
            return new Reached(
                    perSecond + other.perSecond,
                    Math.max(p50Millis, other.p50Millis),
                    Math.max(p99Millis, other.p99Millis),
                    errors + other.errors);
        }

        Figure figure(String what, int target) {
            return new Figure(
                    what,
                    "%d/s, p99 %d ms".formatted(target, LONGEST.toMillis()),
                    String.format(
                            Locale.ROOT,
                            "%.0f/s (p50 %.1f ms, p99 %.1f ms; %d errors)",
                            perSecond,
                            p50Millis,
                            p99Millis,
                            errors),
                    perSecond >= target && p99Millis <= LONGEST.toMillis() && errors == 0);
        }
    }

    @Override
    public List<Figure> run(Options options) throws Exception {
        if (options.has("take-part")) {
            takePart(options);
            return List.of();
        }
        var directory = options.path("data", Options.home().resolve("benchmarks/target/hot-sku"));
        Files.createDirectories(directory);
        EmbeddedParts.erase(directory);
        var parts = new PartsOptions(EnumSet.of(Part.POSTGRESQL), true); // fsync is on
        try (var server = EmbeddedParts.start(directory, parts, PartsListener.SILENT)) {
            return List.of(
                    inOneProcess(server, options)
                            .figure("reservations/s of one SKU, one process", ONE_PROCESS_TARGET),
                    inTwoProcesses(server, options)
                            .figure(
                                    "reservations/s of one SKU, two processes",
                                    TWO_PROCESSES_TARGET));
        }
    }

    private static Reached inOneProcess(EmbeddedParts server, Options options)
            throws InterruptedException {
        try (var context = AggregatesOnly.start(server)) {
            var commands = context.getBean(CommandGateway.class);
            commands.sendAndWait(new RegisterStockItem(ITEM, SKU, ProductId.next()));
            commands.sendAndWait(
                    new AdjustStock(
                            ITEM,
                            PIECES,
                            AdjustmentReason.DELIVERY,
                            "delivery 1",
                            null,
                            CLOCK.instant()));
            var result = load(options).run(_ -> buyer(context));
            result.print();
            result.cpu()
                    .printCost(
                            "reservation with its closing",
                            result.perSecond(RESERVATION),
                            CpuUse.SELF,
                            "postgres");
            checkEvents(context);
            return Reached.of(result);
        }
    }

    private static Reached inTwoProcesses(EmbeddedParts server, Options options)
            throws IOException, InterruptedException {
        var processes = new ArrayList<Process>();
        try {
            for (int number = 0; number < 2; number++) {
                processes.add(anotherProcess(server, options));
            }
            var readers = processes.stream().map(Process::inputReader).toList();
            for (var reader : readers) {
                lineAfter(READY, reader);
            }
            for (var process : processes) {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
            var first = Reached.parse(lineAfter(DONE, readers.getFirst()));
            return first.with(Reached.parse(lineAfter(DONE, readers.getLast())));
        } finally {
            processes.forEach(Process::destroy);
        }
    }

    private static Process anotherProcess(EmbeddedParts server, Options options)
            throws IOException {
        var load = load(options);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"));
        command.addAll(List.of("-jar", Path.of(System.getProperty("java.class.path")).toString()));
        command.addAll(List.of("hot-sku", "--take-part", "true"));
        command.addAll(List.of("--clients", Integer.toString(load.clients() / 2)));
        command.addAll(List.of("--warm-up", Long.toString(load.warmUp().toSeconds())));
        command.addAll(List.of("--seconds", Long.toString(load.measured().toSeconds())));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment()
                .put(
                        "SPRING_APPLICATION_JSON",
                        JsonMapper.shared().writeValueAsString(AggregatesOnly.settings(server)));
        return process.start();
    }

    private static String lineAfter(String beginning, BufferedReader reader) throws IOException {
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        throw new BenchmarkUnavailable(
                "A process ended before it was \"" + beginning.strip() + "\".");
    }

    /// As one of several processes: reports that it is ready, and begins when it reads a line.
    private static void takePart(Options options) throws Exception {
        try (var context = AggregatesOnly.start(Map.of())) {
            System.out.println(READY);
            if (System.in.read() < 0) {
                return;
            }
            var result = load(options).run(_ -> buyer(context));
            checkEvents(context);
            System.out.println(DONE + Reached.of(result).line());
        }
    }

    private static Load load(Options options) {
        return new Load(
                options.number("clients", 64),
                options.seconds("warm-up", 15),
                options.seconds("seconds", 20));
    }

    private static Load.Client buyer(ApplicationContext context) {
        var commands = context.getBean(CommandGateway.class);
        return new Load.Client() {
            @Override
            public void once(Load.Recorder recorder) {
                var customer = CustomerId.next();
                var order = OrderId.next();
                var begun = System.nanoTime();
                send(new ReserveStock(ITEM, order, 1), customer);
                begun = recorder.ended(RESERVATION, begun);
                send(
                        ThreadLocalRandom.current().nextInt(10) == 0
                                ? new ReleaseReservation(ITEM, order)
                                : new ConfirmReservation(ITEM, order),
                        customer);
                recorder.ended(CLOSING, begun);
            }

            private void send(Object command, CustomerId customer) {
                commands.sendAndWait(
                        new GenericCommandMessage<>(
                                command,
                                Map.of(
                                        EventMetadata.ACTOR_ID, customer.value(),
                                        EventMetadata.ACTOR_ROLE, "guest",
                                        EventMetadata.REQUEST_ID, UUID.randomUUID().toString())));
            }

            @Override
            public void close() {}
        };
    }

    /// Every reservation is in the store once, is closed once, and the counts are their sum.
    private static void checkEvents(ApplicationContext context) {
        var wrong =
                context.getBean(JdbcClient.class)
                        .sql(
                                """
                                with event as (
                                    select payload_type, convert_from(payload, 'UTF8')::jsonb as said, sequence_number
                                    from domain_event_entry where aggregate_identifier = ?)
                                select (select count(*) - count(distinct said ->> 'orderId') from event
                                        where payload_type = 'inventory.StockReserved')
                                     + (select count(*) from event where (said ->> 'reserved')::int < 0
                                        or (said ->> 'onHand')::int < (said ->> 'reserved')::int)
                                     + (select count(*) - 1 - max(sequence_number) from event)\
                                """)
                        .param(ITEM.value())
                        .query(Long.class)
                        .single();
        if (wrong != 0) {
            throw new BenchmarkUnavailable("The events of the SKU contradict each other: " + wrong);
        }
    }
}
