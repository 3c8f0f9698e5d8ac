package io.cartulary.command.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.account.credential.EmailHash;
import io.cartulary.command.importing.csv.CsvRows;
import io.cartulary.command.importing.file.FileBounds;
import io.cartulary.command.importing.file.LineReader;
import io.cartulary.command.importing.file.ReceivedFile;
import io.cartulary.command.importing.row.RowReason;
import io.cartulary.events.account.AccountEvent.AccountImported;
import io.cartulary.events.catalog.CatalogEvent.ProductCreated;
import io.cartulary.events.coupon.CouponEvent.CouponCreated;
import io.cartulary.events.inventory.StockEvent.StockAdjusted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes damaged files in and checks after each: the process lives, every row was taken or
/// reported, sums of the rows that were taken are those of the events, the same file again changes
/// nothing, and nothing stays in the folder.
final class ImportFuzz implements AutoCloseable {

    private static final List<String> COLUMNS = List.of(ImportingShop.HEADER.strip().split(","));
    private static final Set<String> REFUSALS = Set.of("UNREADABLE_FILE", "FILE_TOO_LARGE");
    private static final Pattern TEXT_OF_JAVA =
            Pattern.compile(
                    "java\\.|jackson|cartulary\\.|[A-Za-z]+Exception|Cannot deserialize|Unexpected (token|char)|\\bnull pointer");
    private static final int LONGEST_LINE = 1 << 20;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final ImportingShop shop;
    private final Path copies;
    private @Nullable TrackingToken read;
    private long known;

    /// How many files were taken, and rows of them taken and reported.
    private long files;

    private long taken;
    private long reported;

    /// @param directory empty
    ImportFuzz(Path directory) throws IOException, InterruptedException {
        var folder = Files.createDirectory(directory.resolve("imports"));
        copies = Files.createDirectory(directory.resolve("copies"));
        shop = new ImportingShop(folder);
        shop.start("logging.level.root=off");
        shop.takeIn("products", DamagedFile.definitions());
        shop.awaitEmptyFolder();
        newEvents();
    }

    String summary() {
        return "%d files were read: %d rows taken, %d reported".formatted(files, taken, reported);
    }

    /// @throws AssertionError naming the seed
    void run(long seed) throws IOException, InterruptedException {
        var file = DamagedFile.of(seed);
        try {
            check(file);
        } catch (AssertionError | RuntimeException violated) {
            throw new AssertionError(
                    "seed %d, %s %s: %s"
                            .formatted(seed, file.kind(), file.damage(), violated.getMessage()),
                    violated);
        }
    }

    private void check(DamagedFile file) throws IOException, InterruptedException {
        var kind = file.kind().word();
        var answer = shop.post(kind, file.content());
        if (answer.statusCode() != 202) {
            var problem = ImportingShop.json(answer.body());
            assertThat(answer.statusCode()).isIn(400, 413);
            assertThat(problem.get("code").asString()).isIn(REFUSALS);
            assertThat(problem.get("detail").asString()).doesNotContainPattern(TEXT_OF_JAVA);
            assertThat(newEvents()).isEmpty();
            shop.awaitEmptyFolder();
            return;
        }
        var status = shop.awaitEnd(answer);
        assertThat(status.get("state").asString()).as(status.toString()).isEqualTo("DONE");
        checkReport(status);
        var events = newEvents();
        checkSums(file, status, events);
        shop.awaitEmptyFolder();
        var again = shop.takeIn(kind, file.content());
        assertThat(again).isEqualTo(status);
        assertThat(newEvents()).isEmpty();
        files++;
        taken += status.get("rowsTaken").asLong();
        reported += status.get("rowsReported").asLong();
    }

    private void checkReport(JsonNode status) throws IOException, InterruptedException {
        var report = shop.report(status);
        assertThat(report).hasSize(status.get("rowsReported").asInt());
        assertThat(status.get("rowsTaken").asLong() + report.size())
                .isEqualTo(status.get("rowsRead").asLong());
        for (var row : report) {
            assertThat(RowReason.valueOf(row.getField("reason"))).isNotEqualTo(RowReason.NOT_TAKEN);
            assertThat(row.getField("detail")).isNotBlank().doesNotContainPattern(TEXT_OF_JAVA);
        }
        assertThat(report).extracting(row -> row.getField("row")).doesNotHaveDuplicates();
    }

    private void checkSums(DamagedFile file, JsonNode status, List<Object> events)
            throws IOException, InterruptedException {
        var reportedRows =
                shop.report(status).stream()
                        .map(row -> Long.valueOf(row.getField("row")))
                        .collect(Collectors.toSet());
        var charset = Charset.forName(status.get("charset").asString());
        switch (file.kind()) {
            case ORDERS ->
                    assertThat(ImportingShop.netSales(events).getAmount())
                            .isEqualByComparingTo(amount(file, charset, reportedRows));
            case PRODUCTS -> checkProducts(file, charset, reportedRows, events);
            case COUPONS ->
                    assertThat(count(events, CouponCreated.class))
                            .isEqualTo(
                                    distinct(
                                            file,
                                            charset,
                                            reportedRows,
                                            "code",
                                            code -> code.toUpperCase(Locale.ROOT)));
            case CUSTOMERS ->
                    assertThat(count(events, AccountImported.class))
                            .isEqualTo(
                                    distinct(
                                            file,
                                            charset,
                                            reportedRows,
                                            "email",
                                            shop.bean(EmailHash.class)::of));
        }
    }

    /// How many things the lines that were taken name.
    private int distinct(
            DamagedFile file,
            Charset charset,
            Set<Long> reportedRows,
            String member,
            UnaryOperator<String> key)
            throws IOException {
        var keys = new HashSet<String>();
        eachLine(
                file,
                charset,
                reportedRows,
                (_, line) -> keys.add(key.apply(line.get(member).asString().strip())));
        return keys.size();
    }

    private BigDecimal amount(DamagedFile file, Charset charset, Set<Long> reportedRows)
            throws IOException {
        var amount = BigDecimal.ZERO;
        var copy = received(file);
        try (var rows = CsvRows.of(copy, charset, COLUMNS)) {
            for (var row = rows.read(); row != null; row = rows.read()) {
                if (!reportedRows.contains(row.number())) {
                    amount =
                            amount.add(
                                    new BigDecimal(row.value("UnitPrice").strip())
                                            .multiply(
                                                    new BigDecimal(row.value("Quantity").strip())));
                }
            }
        }
        Files.delete(copy);
        return amount;
    }

    private Path received(DamagedFile file) throws IOException {
        return ReceivedFile.receive(
                        new ByteArrayInputStream(file.content()),
                        copies,
                        new FileBounds(Long.MAX_VALUE, 0))
                .path();
    }

    /// Each product once, and the stock that its lines name first.
    private void checkProducts(
            DamagedFile file, Charset charset, Set<Long> reportedRows, List<Object> events)
            throws IOException {
        var slugs = new HashSet<String>();
        var stock = new HashMap<String, Integer>();
        eachLine(
                file,
                charset,
                reportedRows,
                (_, line) -> {
                    slugs.add(line.get("slug").asString().strip());
                    var inLine = new HashMap<String, Integer>();
                    for (var variant : line.get("variants")) {
                        var code = variant.get("sku").asString().strip().toUpperCase(Locale.ROOT);
                        var number = inLine.merge(code, 1, Integer::sum);
                        int onHand = variant.path("stock_on_hand").asInt(0);
                        if (onHand > 0) {
                            stock.putIfAbsent(code + "#" + number, onHand);
                        }
                    }
                });
        assertThat(count(events, ProductCreated.class)).isEqualTo(slugs.size());
        assertThat(
                        events.stream()
                                .filter(StockAdjusted.class::isInstance)
                                .mapToLong(event -> ((StockAdjusted) event).onHand())
                                .sum())
                .isEqualTo(stock.values().stream().mapToLong(Integer::longValue).sum());
    }

    private static long count(List<Object> events, Class<?> type) {
        return events.stream().filter(type::isInstance).count();
    }

    private void eachLine(
            DamagedFile file,
            Charset charset,
            Set<Long> reportedRows,
            BiConsumer<Long, JsonNode> taken)
            throws IOException {
        var copy = received(file);
        try (var lines = LineReader.of(copy, charset, LONGEST_LINE)) {
            for (var line = lines.read(); line != null; line = lines.read()) {
                if (!line.text().isBlank() && !reportedRows.contains(line.number())) {
                    taken.accept(line.number(), JSON.readTree(line.text()));
                }
            }
        }
        Files.delete(copy);
    }

    private List<Object> newEvents() {
        var count =
                shop.bean(JdbcClient.class)
                        .sql("select count(*) from domain_event_entry")
                        .query(Long.class)
                        .single();
        var events = new ArrayList<>();
        try (var stream = shop.bean(EventStore.class).openStream(read)) {
            for (; known < count; known++) {
                var event = stream.nextAvailable();
                read = event.trackingToken();
                events.add(event.getPayload());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return events;
    }

    @Override
    public void close() {
        shop.close();
    }
}
