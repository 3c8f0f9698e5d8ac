package io.cartulary.standalone;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `./start import check-orders FILE EXPECTED.json`: adds the rows that were reported back to the
/// sales that the shop reports over HTTP and compares the sum with what is expected, to the penny.
final class OrdersCheck {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int PENNIES = 2;
    private static final String CURRENCY = "GBP";
    private static final String ROW = "%-9s %16s + %14s = %16s   %s%n";

    private final ShopClient shop;
    private final ImportCommand importing;
    private final PrintStream out;

    OrdersCheck(ShopClient shop, ImportCommand importing, PrintStream out) {
        this.shop = shop;
        this.importing = importing;
        this.out = out;
    }

    /// Answers 0 when every month, every day and the total agree.
    ///
    /// @param fileZone of the times in the file; the shop's own when absent
    int run(Path file, Path expectedFile, @Nullable ZoneId fileZone) {
        var ended = importing.takeIn(CommandLine.Import.Kind.ORDERS, file, fileZone);
        if (!ended.isDone()) {
            return 1;
        }
        // Handing it in again changes nothing and answers the position after all of it.
        var position = importing.send(CommandLine.Import.Kind.ORDERS, file, fileZone).position();
        var zone = ZoneId.of(ended.status().get("timeZone").asString());
        var shopZone = shopZone(position);
        try {
            var expected = readExact(expectedFile);
            var perDay = amounts(read(file), zone, shopZone);
            var reported = amounts(readReport(ended.report()), zone, shopZone);
            var sold = sales("day", perDay, position);
            boolean sameDays = perDay.equals(amounts(read(file), zone, zone));
            boolean months =
                    sameDays
                            ? months(expected, perDay, reported, position)
                            : monthsBeginElsewhere(zone, shopZone);
            boolean days = days(perDay, sold, reported);
            boolean total = total(expected, sold, reported);
            return months && days && total ? 0 : 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ZoneId shopZone(String position) {
        var report =
                shop.getAt("/api/v1/admin/reports/sales?from=2000-01-01&to=2000-01-02", position);
        return ZoneId.of(report.get("timeZone").asString());
    }

    private boolean monthsBeginElsewhere(ZoneId file, ZoneId shop) {
        out.println(
                "Months are not compared: those of the file are of %s, those of the shop of %s."
                        .formatted(file, shop));
        return true;
    }

    private static JsonNode readExact(Path file) {
        return JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readTree(file.toFile());
    }

    private static Reader read(Path file) throws IOException {
        InputStream content = new BufferedInputStream(Files.newInputStream(file));
        content.mark(2);
        boolean packed = content.read() == 0x1f && content.read() == 0x8b;
        content.reset();
        return new InputStreamReader(
                packed ? new GZIPInputStream(content) : content, StandardCharsets.UTF_8);
    }

    /// The reported rows as a file of the same columns.
    private static Reader readReport(Path report) throws IOException {
        var rows =
                new StringBuilder(
                        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
        try (var csv = CsvReader.builder().ofNamedCsvRecord(report)) {
            csv.forEach(row -> rows.append(row.getField("content")).append('\n'));
        }
        return new StringReader(rows.toString());
    }

    /// Quantity × price of all rows by the shop's day; a row that has no numbers there is worth
    /// nothing.
    private static Map<LocalDate, BigDecimal> amounts(Reader rows, ZoneId of, ZoneId shop)
            throws IOException {
        var amounts = new TreeMap<LocalDate, BigDecimal>();
        try (var csv =
                CsvReader.builder()
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofNamedCsvRecord(rows)) {
            for (var row : csv) {
                if (row.getFieldCount() == row.getHeader().size()) {
                    amounts.merge(day(row, of, shop), amount(row), BigDecimal::add);
                }
            }
        }
        return amounts;
    }

    private static LocalDate day(NamedCsvRecord row, ZoneId of, ZoneId shop) {
        return LocalDateTime.parse(row.getField("InvoiceDate").strip(), TIME)
                .atZone(of)
                .withZoneSameInstant(shop)
                .toLocalDate();
    }

    private static BigDecimal amount(NamedCsvRecord row) {
        return new BigDecimal(row.getField("UnitPrice").strip())
                .multiply(new BigDecimal(row.getField("Quantity").strip()));
    }

    /// What the shop says it sold, less what it paid back.
    private Map<LocalDate, BigDecimal> sales(
            String by, Map<LocalDate, BigDecimal> perDay, String position) {
        var days = perDay.keySet().stream().sorted().toList();
        var report =
                shop.getAt(
                        "/api/v1/admin/reports/sales?from=%s&to=%s&by=%s"
                                .formatted(days.getFirst(), days.getLast().plusDays(1), by),
                        position);
        var sales = new TreeMap<LocalDate, BigDecimal>();
        for (var row : report.get("items")) {
            var net = row.get("net");
            if (net.get("currency").asString().equals(CURRENCY)) {
                sales.put(
                        LocalDate.parse(row.get("period").asString()),
                        BigDecimal.valueOf(net.get("amount").asLong(), PENNIES));
            }
        }
        return sales;
    }

    private boolean months(
            JsonNode expected,
            Map<LocalDate, BigDecimal> perDay,
            Map<LocalDate, BigDecimal> reported,
            String position) {
        var ours = sales("month", perDay, position);
        var reportedByMonth = new TreeMap<YearMonth, BigDecimal>();
        reported.forEach((day, amount) ->
                reportedByMonth.merge(YearMonth.from(day), amount, BigDecimal::add));
        out.printf(ROW, "month", "ours", "reported", "expected", "");
        boolean agree = true;
        for (var month : expected.get("amount_by_month").properties()) {
            var yearMonth = YearMonth.parse(month.getKey());
            agree &=
                    row(
                            month.getKey(),
                            ours.getOrDefault(yearMonth.atDay(1), BigDecimal.ZERO),
                            reportedByMonth.getOrDefault(yearMonth, BigDecimal.ZERO),
                            month.getValue().decimalValue());
        }
        return agree;
    }

    /// The expected amount may be rounded to pennies.
    private boolean row(String name, BigDecimal ours, BigDecimal reported, BigDecimal expected) {
        var sum = ours.add(reported);
        boolean agree =
                sum.compareTo(expected) == 0
                        || expected.stripTrailingZeros().scale() <= PENNIES
                                && sum.setScale(PENNIES, RoundingMode.HALF_EVEN).compareTo(expected)
                                        == 0;
        out.printf(
                ROW,
                name,
                ours.toPlainString(),
                reported.toPlainString(),
                expected.toPlainString(),
                agree ? "agrees" : "DIFFERS by " + sum.subtract(expected).toPlainString());
        return agree;
    }

    private boolean days(
            Map<LocalDate, BigDecimal> perDay,
            Map<LocalDate, BigDecimal> sold,
            Map<LocalDate, BigDecimal> reported) {
        long different = 0;
        for (var day : perDay.entrySet()) {
            var sum =
                    sold.getOrDefault(day.getKey(), BigDecimal.ZERO)
                            .add(reported.getOrDefault(day.getKey(), BigDecimal.ZERO));
            if (sum.compareTo(day.getValue()) != 0) {
                different++;
                row(
                        day.getKey().toString(),
                        sold.getOrDefault(day.getKey(), BigDecimal.ZERO),
                        reported.getOrDefault(day.getKey(), BigDecimal.ZERO),
                        day.getValue());
            }
        }
        out.println(
                different == 0
                        ? "Each of the %d days agrees with the file itself."
                                .formatted(perDay.size())
                        : "%d of %d days differ from the file itself."
                                .formatted(different, perDay.size()));
        return different == 0;
    }

    private boolean total(
            JsonNode expected,
            Map<LocalDate, BigDecimal> sold,
            Map<LocalDate, BigDecimal> reported) {
        return row("total", sum(sold), sum(reported), expected.get("sum_amount").decimalValue());
    }

    private static BigDecimal sum(Map<LocalDate, BigDecimal> amounts) {
        return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
