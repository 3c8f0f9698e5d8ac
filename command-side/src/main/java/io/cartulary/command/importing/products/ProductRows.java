package io.cartulary.command.importing.products;

import io.cartulary.command.importing.csv.CsvRow;
import io.cartulary.command.importing.csv.CsvRows;
import io.cartulary.command.importing.json.JsonFields;
import io.cartulary.command.importing.row.Checks;
import io.cartulary.command.importing.row.RowFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a table product by product: rows of one that stand together. A row that is wrong is
/// reported by itself, and what is left of the product is taken.
final class ProductRows {

    /// More rows of one product are another part of it.
    private static final int MOST_ROWS = 1000;

    private static final Pattern OF_VARIANT = Pattern.compile("variants\\[(\\d+)]\\.?(.*)");

    private final CsvRows rows;
    private final TableLayout layout;
    private @Nullable CsvRow next;

    ProductRows(CsvRows rows, TableLayout layout) throws IOException {
        this.rows = rows;
        this.layout = layout;
        this.next = rows.read();
    }

    /// The rows of a product.
    ///
    /// @param faults of those that are wrong by themselves
    /// @param said by the others
    /// @param fault of the others, which none of them can be taken for
    record Product(
            List<CsvRow> rows,
            Map<CsvRow, RowFault> faults,
            @Nullable ProductLine said,
            @Nullable RowFault fault) {

        ProductLine line() {
            if (said == null) {
                throw fault;
            }
            return said;
        }
    }

    /// The next product; absent after the last.
    @Nullable Product read() throws IOException {
        if (next == null) {
            return null;
        }
        var all = new ArrayList<CsvRow>();
        var faults = new HashMap<CsvRow, RowFault>();
        String key = null;
        for (; next != null && all.size() < MOST_ROWS; next = rows.read()) {
            var fault = faultOf(next);
            var itsKey = fault == null ? next.value(layout.key()).strip() : null;
            if (itsKey != null && key != null && !itsKey.equals(key)) {
                break;
            }
            key = itsKey == null ? key : itsKey;
            if (fault != null) {
                faults.put(next, fault);
            }
            all.add(next);
        }
        return product(all, faults);
    }

    private @Nullable RowFault faultOf(CsvRow row) {
        if (row.fault() == null && row.value(layout.key()).isBlank()) {
            return RowFault.malformed(layout.key(), "%s is missing.".formatted(layout.key()));
        }
        return row.fault();
    }

    private Product product(List<CsvRow> all, Map<CsvRow, RowFault> faults) {
        var good = all.stream().filter(row -> !faults.containsKey(row)).toList();
        if (good.isEmpty()) {
            return new Product(all, faults, null, faults.get(all.getFirst()));
        }
        noteDoubles(good, faults);
        while (true) {
            var variants =
                    good.stream()
                            .filter(layout::isVariant)
                            .filter(row -> !faults.containsKey(row))
                            .toList();
            try {
                return new Product(all, faults, line(good.getFirst(), variants), null);
            } catch (OfOneRow wrong) {
                faults.put(wrong.row, wrong.fault);
            } catch (RowFault fault) {
                return new Product(all, faults, null, named(fault, fault.column()));
            } catch (IllegalArgumentException refused) {
                return new Product(
                        all, faults, null, RowFault.malformed(null, refused.getMessage() + "."));
            }
        }
    }

    private void noteDoubles(List<CsvRow> good, Map<CsvRow, RowFault> faults) {
        var seen = new HashMap<String, Long>();
        for (var row : good) {
            if (layout.isVariant(row)) {
                var sku = layout.sku(good.getFirst(), row);
                var before = seen.putIfAbsent(sku.toUpperCase(Locale.ROOT), row.number());
                if (before != null) {
                    faults.put(
                            row,
                            RowFault.malformed(
                                    layout.column("sku"),
                                    "The SKU %s stands in row %d, too."
                                            .formatted(Checks.shown(sku), before)));
                }
            }
        }
    }

    private ProductLine line(CsvRow first, List<CsvRow> variants) throws OfOneRow {
        var members = new LinkedHashMap<>(layout.product(first));
        var ofVariants = new ArrayList<Map<String, Object>>();
        for (var row : variants) {
            try {
                ofVariants.add(layout.variant(first, row));
            } catch (RowFault fault) {
                throw new OfOneRow(row, fault);
            }
        }
        members.put("variants", ofVariants);
        try {
            var fields = JsonFields.ofExact(members);
            var line = ProductLine.of(fields, layout.said(), layout::sku);
            fields.refuseOthers();
            return line;
        } catch (RowFault fault) {
            throw at(variants, fault);
        }
    }

    /// The same fault by its row, if it is of one.
    private RowFault at(List<CsvRow> variants, RowFault fault) throws OfOneRow {
        var column = fault.column();
        var of = column == null ? null : OF_VARIANT.matcher(column);
        if (of != null && of.matches()) {
            throw new OfOneRow(
                    variants.get(Integer.parseInt(of.group(1))), named(fault, of.group(2)));
        }
        return fault;
    }

    /// With the column in the place of the member.
    private RowFault named(RowFault fault, @Nullable String member) {
        var column = member == null ? null : layout.column(member);
        if (column == null || fault.column() == null) {
            return fault;
        }
        return new RowFault(
                fault.reason(), column, fault.getMessage().replace(fault.column(), column));
    }

    /// One row alone is wrong.
    private static final class OfOneRow extends Exception {

        private final transient CsvRow row;
        private final transient RowFault fault;

        OfOneRow(CsvRow row, RowFault fault) {
            super(fault.getMessage(), null, false, false);
            this.row = row;
            this.fault = fault;
        }
    }
}
