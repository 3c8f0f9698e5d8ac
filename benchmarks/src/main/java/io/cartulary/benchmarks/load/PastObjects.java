package io.cartulary.benchmarks.load;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.HttpConnection;
import io.cartulary.embedded.parts.EmbeddedParts;
import io.cartulary.embedded.parts.Part;
import io.cartulary.embedded.parts.PartsListener;
import io.cartulary.embedded.parts.PartsOptions;
import io.cartulary.events.Percent;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponEvent;
import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount.PercentageOff;
import io.cartulary.tests.access.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How long it takes to say what an object was like at an instant, in a small store and in one that
/// is ten times as large.
public final class PastObjects implements Benchmark {

    private static final int EVENTS = 100_000;
    private static final int EVENTS_OF_ONE = 10;
    private static final int EVENTS_OF_LONGEST = 2_000;
    private static final int OBJECTS_AT_ONCE = 5_000;
    private static final Duration LONGEST = Duration.ofMillis(50);
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final String ONE = "one of 10 events";
    private static final String OF_MANY = "one of 2,000 events";

    /// Copies of the events of one coupon, a second after those of the coupon before.
    private static final String COPIES =
            """
            insert into domain_event_entry (type, aggregate_identifier, sequence_number, event_identifier, time_stamp,
                payload_type, payload_revision, payload, meta_data)
            select type, 'coupon-COPY-' || copy, sequence_number, gen_random_uuid()::text,
                   ?::timestamptz + copy * interval '1 second' + sequence_number * interval '1 minute', payload_type,
                   payload_revision, convert_to(replace(convert_from(payload, 'UTF8'), 'TEMPLATE', 'COPY-' || copy), 'UTF8'),
                   meta_data
            from generate_series(?, ?) copy, domain_event_entry where aggregate_identifier = 'coupon-TEMPLATE'
            order by copy, sequence_number\
            """;

    /// The event store and the history of coupons over HTTP: nothing follows the events.
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({"io.cartulary.eventstore", "io.cartulary.web", "io.cartulary.command.history"})
    @ComponentScan(
            basePackages = "io.cartulary.command.coupon",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = Aggregate.class))
    @Import(TestIssuer.class)
    static class HistoryOnly {}

    @Override
    public List<Figure> run(Options options) throws Exception {
        var directory = options.path("data", Options.home().resolve("benchmarks/target/past"));
        Files.createDirectories(directory);
        EmbeddedParts.erase(directory);
        var parts = new PartsOptions(EnumSet.of(Part.POSTGRESQL), true);
        try (var server = EmbeddedParts.start(directory, parts, PartsListener.SILENT);
                var context = start(server)) {
            var all = options.number("events", EVENTS) / EVENTS_OF_ONE;
            publish(context, "TEMPLATE", EVENTS_OF_ONE);
            publish(context, "LONGEST", EVENTS_OF_LONGEST);
            var figures = new ArrayList<Figure>();
            var database = context.getBean(JdbcClient.class);
            fill(database, 1, all / 10);
            figures.add(measure(context, options, all / 10));
            fill(database, all / 10 + 1, all);
            figures.add(measure(context, options, all));
            return figures;
        }
    }

    private static ConfigurableApplicationContext start(EmbeddedParts server) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--spring.config.name=benchmarks",
                                "--spring.config.import=classpath:event-store.yml,classpath:web.yml",
                                "--logging.level.root=warn",
                                "--server.port=0",
                                "--cartulary.security.token-secret=0123456789abcdef0123456789abcdef"));
        server.eventStoreSettings(EmbeddedParts.SHOP)
                .forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return new SpringApplicationBuilder(HistoryOnly.class)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments.toArray(String[]::new));
    }

    /// A coupon that is switched off and on again.
    private static void publish(ConfigurableApplicationContext context, String name, int events) {
        var code = new CouponCode(name);
        var coupon = CouponId.of(code);
        var terms =
                new CouponTerms(
                        new PercentageOff(Percent.of("10")),
                        null,
                        null,
                        1_000,
                        null,
                        false,
                        FIRST,
                        null,
                        Set.of(),
                        Set.of());
        Supplier<CouponEvent> created = () -> new CouponCreated(coupon, code, terms);
        var messages =
                IntStream.range(0, events)
                        .mapToObj(number ->
                                new GenericDomainEventMessage<>(
                                        "Coupon",
                                        coupon.value(),
                                        number,
                                        number == 0
                                                ? created.get()
                                                : number % 2 == 1
                                                        ? new CouponDeactivated(coupon, code)
                                                        : new CouponActivated(coupon, code)))
                        .toList();
        context.getBean(TransactionManager.class)
                .executeInTransaction(() -> context.getBean(EventStore.class).publish(messages));
    }

    private static void fill(JdbcClient database, int first, int last) {
        for (int from = first; from <= last; from += OBJECTS_AT_ONCE) {
            database.sql(COPIES)
                    .params(FIRST.toString(), from, Math.min(last, from + OBJECTS_AT_ONCE - 1))
                    .update();
        }
        database.sql("analyze domain_event_entry").update();
        System.out.printf(Locale.ROOT, "%,d coupons of %d events%n", last, EVENTS_OF_ONE);
    }

    private static Figure measure(
            ConfigurableApplicationContext context, Options options, int objects)
            throws InterruptedException {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        var shop = URI.create("http://localhost:" + port);
        var load =
                new Load(
                        options.number("clients", 8),
                        options.seconds("warm-up", 10),
                        options.seconds("seconds", 20));
        var result = load.run(_ -> reader(shop, objects));
        result.print();
        var one = result.of(ONE);
        return new Figure(
                "one object as of an instant, in %,d events".formatted(objects * EVENTS_OF_ONE),
                "p99 %d ms".formatted(LONGEST.toMillis()),
                "p50 %s, p99 %s; of 2,000 events p99 %s (%d errors)"
                        .formatted(
                                Timings.millis(one.percentile(50)),
                                Timings.millis(one.percentile(99)),
                                Timings.millis(result.of(OF_MANY).percentile(99)),
                                result.errorCount()),
                one.percentile(99).compareTo(LONGEST) <= 0 && result.errorCount() == 0);
    }

    private static Load.Client reader(URI shop, int objects) {
        var connection = new HttpConnection(shop, "Authorization: " + TestIssuer.bearer() + "\r\n");
        return new Load.Client() {
            @Override
            public void once(Load.Recorder recorder) throws IOException {
                var random = ThreadLocalRandom.current();
                if (random.nextInt(20) == 0) {
                    ask(
                            "coupon-LONGEST",
                            "version=" + random.nextInt(EVENTS_OF_LONGEST),
                            recorder,
                            OF_MANY);
                } else {
                    var copy = random.nextInt(1, objects + 1);
                    var minutes = random.nextInt(EVENTS_OF_ONE);
                    var at = FIRST.plusSeconds(copy + 60L * minutes + 30);
                    ask("coupon-COPY-" + copy, "asOf=" + at, recorder, ONE);
                }
            }

            private void ask(String object, String when, Load.Recorder recorder, String step)
                    throws IOException {
                var begun = System.nanoTime();
                connection
                        .get("/api/v1/admin/history/%s/state?%s".formatted(object, when), "")
                        .accepted("as it was");
                recorder.ended(step, begun);
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }
}
