package io.cartulary.command.importing;

import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A row of a shop's past orders, with the columns of the data set Online Retail
/// (doi:10.24432/C5BW33): one article of one invoice.
///
/// @param invoice begins with `C` on a cancellation
/// @param quantity negative on a cancellation and on a loss of stock
/// @param invoiceDate local time of the shop
/// @param unitPrice in pounds, before it is known to be whole pennies
record OrderRow(
        long number,
        String invoice,
        String stockCode,
        Sku sku,
        String description,
        int quantity,
        LocalDateTime invoiceDate,
        BigDecimal unitPrice,
        @Nullable String customer,
        String country)
        implements FileRow {

    static final List<String> COLUMNS =
            List.of(
                    "InvoiceNo",
                    "StockCode",
                    "Description",
                    "Quantity",
                    "InvoiceDate",
                    "UnitPrice",
                    "CustomerID",
                    "Country");

    static final CurrencyUnit CURRENCY = CurrencyUnit.GBP;
    private static final ZoneId SHOP = ZoneId.of("Europe/London");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    /// @throws IllegalArgumentException when a column is missing in the header
    static CSVParser parser(Reader text) throws IOException {
        var parser = CSVParser.builder().setReader(text).setFormat(FORMAT).get();
        var missing =
                COLUMNS.stream()
                        .filter(column -> !parser.getHeaderNames().contains(column))
                        .toList();
        if (!missing.isEmpty()) {
            parser.close();
            throw new IllegalArgumentException(
                    "The first line must name the columns "
                            + String.join(", ", COLUMNS)
                            + "; missing: "
                            + String.join(", ", missing)
                            + ".");
        }
        return parser;
    }

    /// @throws IllegalArgumentException when a value is not of its column's form
    static OrderRow of(CSVRecord csv) {
        if (!csv.isConsistent()) {
            throw new IllegalArgumentException(
                    "%d values where the header has %d columns"
                            .formatted(csv.size(), csv.getParser().getHeaderNames().size()));
        }
        var row =
                new OrderRow(
                        csv.getRecordNumber(),
                        csv.get("InvoiceNo").strip(),
                        csv.get("StockCode"),
                        SkuText.sku(csv.get("StockCode")),
                        csv.get("Description"),
                        Integer.parseInt(csv.get("Quantity").strip()),
                        LocalDateTime.parse(csv.get("InvoiceDate").strip(), TIME),
                        new BigDecimal(csv.get("UnitPrice").strip()),
                        csv.get("CustomerID").isBlank() ? null : csv.get("CustomerID").strip(),
                        csv.get("Country"));
        if (row.quantity == 0) {
            throw new IllegalArgumentException("Quantity is 0");
        }
        if (row.isCancellation() && row.quantity > 0) {
            throw new IllegalArgumentException("Quantity of a cancellation is above 0");
        }
        if (row.customer != null) {
            row.customerId(); // refuses what could not stand in an identifier
        }
        if (row.invoice.isEmpty()) {
            throw new IllegalArgumentException("InvoiceNo is empty");
        }
        return row;
    }

    /// The row in the order of [#COLUMNS], if it has a value for each.
    static String content(CSVRecord csv) {
        return line(
                csv.isConsistent()
                        ? COLUMNS.stream().map(csv::get).toArray(String[]::new)
                        : csv.values());
    }

    boolean isCancellation() {
        return invoice.startsWith("C");
    }

    /// Why it cannot be taken in, as far as the row alone tells.
    @Nullable RowReason faultOfItsOwn() {
        if (invoice.startsWith("A")) {
            return RowReason.BAD_DEBT_ADJUSTMENT;
        }
        if (unitPrice.signum() < 0) {
            return RowReason.NEGATIVE_PRICE;
        }
        return unitPrice.stripTrailingZeros().scale() > CURRENCY.getDecimalPlaces()
                ? RowReason.FRACTION_OF_PENNY
                : null;
    }

    Money price() {
        return Money.of(CURRENCY, unitPrice.stripTrailingZeros());
    }

    /// What the row is worth; below zero on a cancellation.
    Money amount() {
        return price().multipliedBy(quantity);
    }

    @Nullable CustomerId customerId() {
        return customer == null ? null : new CustomerId("customer-legacy-" + customer);
    }

    Instant at() {
        return at(invoiceDate);
    }

    static Instant at(LocalDateTime shopTime) {
        return shopTime.atZone(SHOP).toInstant();
    }

    @Override
    public String content() {
        return line(
                invoice,
                stockCode,
                description,
                Integer.toString(quantity),
                TIME.format(invoiceDate),
                unitPrice.toPlainString(),
                customer == null ? "" : customer,
                country);
    }

    private static String line(String... values) {
        var line = new StringWriter();
        try {
            FORMAT.builder()
                    .setRecordSeparator("")
                    .get()
                    .print(line)
                    .printRecord((Object[]) values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }
}
