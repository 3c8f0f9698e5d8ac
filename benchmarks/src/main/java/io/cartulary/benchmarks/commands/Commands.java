package io.cartulary.benchmarks.commands;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.load.Load;
import io.cartulary.benchmarks.shop.CpuUse;
import io.cartulary.embedded.parts.DatabaseUser;
import io.cartulary.embedded.parts.EmbeddedParts;
import io.cartulary.embedded.parts.Part;
import io.cartulary.embedded.parts.PartsListener;
import io.cartulary.embedded.parts.PartsOptions;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Commands a second over the command bus of one process, beside what `pgbench` reaches on the same
/// server with the same rows. The two take turns, because the machine's speed changes within
/// minutes.
public final class Commands implements Benchmark {

    private static final double TARGET = 0.75;

    @Override
    public List<Figure> run(Options options) throws Exception {
        var pgbench = Pgbench.find();
        var clients = options.number("clients", 64);
        var warmUp = options.seconds("warm-up", 25);
        var round = options.seconds("seconds", 15);
        var rounds = options.number("rounds", 5);
        var directory = options.path("data", Options.home().resolve("benchmarks/target/commands"));
        Files.createDirectories(directory);
        EmbeddedParts.erase(directory);
        var parts = new PartsOptions(EnumSet.of(Part.POSTGRESQL), true); // fsync is on
        try (var server = EmbeddedParts.start(directory, parts, PartsListener.SILENT);
                var context = AggregatesOnly.start(server)) {
            return List.of(
                    compare(server, context, pgbench, directory, clients, warmUp, round, rounds));
        }
    }

    private static Figure compare(
            EmbeddedParts server,
            ConfigurableApplicationContext context,
            Pgbench pgbench,
            Path directory,
            int clients,
            Duration warmUp,
            Duration round,
            int rounds)
            throws Exception {
        var database = JdbcClient.create(context.getBean(DataSource.class));
        requireDurability(database);
        new Load(clients, Duration.ZERO, warmUp).run(number -> sender(context, number)).print();
        var baseline = server.database("baseline", DatabaseUser.SUPERUSER);
        // Who may begin a checkpoint.
        var superuser = JdbcClient.create(baseline.dataSource());
        var scripts = pgbench.prepare(database, baseline, directory);
        var ratios = new ArrayList<Double>();
        System.out.printf("%n%5s %12s %12s %7s%n", "round", "commands/s", "pgbench/s", "ratio");
        for (int number = 1; number <= rounds; number++) {
            var oursFirst = number % 2 == 1;
            double ours = oursFirst ? send(context, superuser, clients, round) : 0;
            superuser.sql("checkpoint").update();
            var cpu = CpuUse.begin();
            double theirs = pgbench.run(baseline, scripts, clients, round);
            cpu.end().printCost("transaction of pgbench", theirs, "postgres");
            ours = oursFirst ? ours : send(context, superuser, clients, round);
            ratios.add(ours / theirs);
            System.out.printf(
                    Locale.ROOT,
                    "%5d %12.0f %12.0f %6.0f%%%n",
                    number,
                    ours,
                    theirs,
                    100 * ours / theirs);
        }
        var median = ratios.stream().sorted().toList().get(rounds / 2);
        return new Figure(
                "commands/s over the bus, %d clients, against pgbench with the same rows (median of %d rounds)"
                        .formatted(clients, rounds),
                "75 %",
                String.format(Locale.ROOT, "%.0f %%", 100 * median),
                median >= TARGET);
    }

    private static void requireDurability(JdbcClient database) {
        for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            if (!database.sql("show " + setting).query(String.class).single().equals("on")) {
                throw new BenchmarkUnavailable("PostgreSQL runs without " + setting + ".");
            }
        }
    }

    private static double send(
            ConfigurableApplicationContext context,
            JdbcClient superuser,
            int clients,
            Duration round)
            throws InterruptedException {
        superuser.sql("checkpoint").update();
        var result =
                new Load(clients, Duration.ofSeconds(1), round)
                        .run(number -> sender(context, number));
        if (result.errorCount() > 0) {
            result.print();
        }
        result.cpu().printCost("command", result.perSecond("command"), CpuUse.SELF, "postgres");
        return result.perSecond("command");
    }

    /// A client that lets one customer after the other buy, each command waiting for its answer.
    private static Load.Client sender(ConfigurableApplicationContext context, int number) {
        var commands = context.getBean(CommandGateway.class);
        var cipher = context.getBean(PersonalDataCipher.class);
        var purchases = new Purchases(number, context.getBean(InstantSource.class));
        return new Load.Client() {
            @Override
            public void once(Load.Recorder recorder) {
                var customer = purchases.customer();
                var order = OrderId.next();
                send(purchases.cart(customer, order), customer, recorder);
                send(purchases.order(customer, order), customer, recorder);
            }

            private void send(List<Object> all, CustomerId customer, Load.Recorder recorder) {
                for (var command : all) {
                    var begun = System.nanoTime();
                    commands.sendAndWait(
                            new GenericCommandMessage<>(command, metadata(customer, cipher)));
                    recorder.ended("command", begun);
                }
            }

            @Override
            public void close() {}
        };
    }

    /// What a request of a shopper writes on its commands.
    private static Map<String, Object> metadata(CustomerId customer, PersonalDataCipher cipher) {
        return Map.of(
                EventMetadata.REQUEST_ID, UUID.randomUUID().toString(),
                EventMetadata.ACTOR_ID, customer.value(),
                EventMetadata.ACTOR_ROLE, "guest",
                EventMetadata.ORIGIN,
                        cipher.seal(
                                customer.value(),
                                "{\"address\":\"192.0.2.17\",\"userAgent\":\"Mozilla/5.0 (X11; Linux x86_64)\"}"));
    }
}
