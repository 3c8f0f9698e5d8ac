package io.cartulary.command.importing.orders;

import io.cartulary.command.importing.csv.CsvRow;
import io.cartulary.command.importing.row.Checks;
import io.cartulary.command.importing.row.FileRow;
import io.cartulary.command.importing.row.LegacySku;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.command.importing.row.RowReason;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A row of another system's orders, with the columns of the data set Online Retail
/// (doi:10.24432/C5BW33): one article of one invoice.
///
/// @param invoice begins with `C` on a cancellation
/// @param quantity negative on a cancellation and on a loss of stock
/// @param invoiceDate local time of `zone`
/// @param unitPrice in pounds, a whole number of pennies
record OrderRow(
        long number,
        String invoice,
        String stockCode,
        Sku sku,
        String description,
        int quantity,
        LocalDateTime invoiceDate,
        ZoneId zone,
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

    /// Of one row; stock is adjusted by no more at a time.
    static final int MOST_PIECES = 10_000_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2099;
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_DESCRIPTION = 250;
    private static final int LONGEST_COUNTRY = 100;

    /// @throws RowFault saying why it cannot be taken in, as far as the row alone shows
    static OrderRow of(CsvRow csv, ZoneId zone) {
        Checks.text("Description", csv.value("Description"), 0, LONGEST_DESCRIPTION);
        Checks.text("Country", csv.value("Country"), 0, LONGEST_COUNTRY);
        var row =
                new OrderRow(
                        csv.number(),
                        Checks.text("InvoiceNo", csv.value("InvoiceNo"), 1, LONGEST_NUMBER),
                        csv.value("StockCode"),
                        LegacySku.of("StockCode", csv.value("StockCode")),
                        csv.value("Description"),
                        Checks.whole("Quantity", csv.value("Quantity"), -MOST_PIECES, MOST_PIECES),
                        time(csv.value("InvoiceDate"), zone),
                        zone,
                        Checks.decimal("UnitPrice", csv.value("UnitPrice")),
                        customer(csv.value("CustomerID")),
                        csv.value("Country"));
        row.check();
        return row;
    }

    private static LocalDateTime time(String value, ZoneId zone) {
        var text = value.strip();
        LocalDateTime time;
        try {
            time = LocalDateTime.parse(text, TIME);
        } catch (DateTimeException e) {
            throw RowFault.malformed(
                    "InvoiceDate",
                    "InvoiceDate must be a date and time such as 2010-12-01 08:26:00, was %s."
                            .formatted(Checks.shown(text)));
        }
        if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
            throw RowFault.outOfBounds(
                    "InvoiceDate",
                    "InvoiceDate must be in the years %d to %d, was %s."
                            .formatted(FIRST_YEAR, LAST_YEAR, Checks.shown(text)));
        }
        if (zone.getRules().getValidOffsets(time).isEmpty()) {
            throw RowFault.malformed(
                    "InvoiceDate",
                    "InvoiceDate %s was left out when clocks in %s were put forward; check the time zone of the import."
                            .formatted(text, zone));
        }
        return time;
    }

    private static @Nullable String customer(String value) {
        var customer = Checks.text("CustomerID", value, 0, LONGEST_NUMBER);
        if (customer.isEmpty()) {
            return null;
        }
        if (!customer.matches("[A-Za-z0-9._-]+")) {
            throw RowFault.malformed(
                    "CustomerID",
                    "CustomerID must be of letters, digits, dots, dashes and underscores, was %s."
                            .formatted(Checks.shown(customer)));
        }
        return customer;
    }

    private void check() {
        if (quantity == 0) {
            throw RowFault.malformed("Quantity", "Quantity must not be 0.");
        }
        if (isCancellation() && quantity > 0) {
            throw RowFault.malformed(
                    "Quantity", "Quantity of a cancellation (C…) must be below 0.");
        }
        if (invoice.startsWith("A")) {
            throw new RowFault(
                    RowReason.BAD_DEBT_ADJUSTMENT,
                    "InvoiceNo",
                    "An invoice A… is an entry of the books, no purchase.");
        }
        if (unitPrice.signum() < 0) {
            throw new RowFault(
                    RowReason.NEGATIVE_PRICE, "UnitPrice", "UnitPrice must not be negative.");
        }
        Checks.money("UnitPrice", unitPrice, CURRENCY);
        Checks.bounded(
                "UnitPrice × Quantity",
                unitPrice.multiply(BigDecimal.valueOf(quantity)).abs(),
                CURRENCY);
    }

    boolean isCancellation() {
        return invoice.startsWith("C");
    }

    Money price() {
        return Money.of(CURRENCY, unitPrice.stripTrailingZeros());
    }

    @Nullable CustomerId customerId() {
        return customer == null ? null : new CustomerId("customer-legacy-" + customer);
    }

    Instant at() {
        return invoiceDate.atZone(zone).toInstant();
    }

    @Override
    public String document() {
        return invoice;
    }

    @Override
    public String content() {
        return CsvRow.line(
                List.of(
                        invoice,
                        stockCode,
                        description,
                        Integer.toString(quantity),
                        TIME.format(invoiceDate),
                        unitPrice.toPlainString(),
                        customer == null ? "" : customer,
                        country));
    }
}
