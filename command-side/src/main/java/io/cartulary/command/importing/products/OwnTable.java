package io.cartulary.command.importing.products;

import static io.cartulary.web.sheet.ProductColumns.*;

import io.cartulary.command.importing.csv.CsvRow;
import io.cartulary.command.importing.file.UnreadableFile;
import io.cartulary.command.importing.json.JsonFields;
import io.cartulary.command.importing.row.Checks;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.inventory.Sku;
import io.cartulary.web.sheet.Cells;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The table that the catalogue is exported as ([io.cartulary.web.sheet.ProductColumns]).
final class OwnTable implements TableLayout {

    private static final List<String> NEEDED = List.of(SLUG, SKU, PRICE);
    private static final List<String> TEXTS =
            List.of("name", "description", "short_description", "seo_title", "seo_description");
    private static final List<String> NUMBERS =
            List.of(WEIGHT, LENGTH, WIDTH, HEIGHT, STOCK, LOW_STOCK, BACKORDERS);
    private static final List<String> AMOUNTS = List.of(PRICE, COMPARE_AT_PRICE, COST_PRICE);
    private static final List<String> OF_PRODUCT =
            List.of(
                    PRODUCT_ID,
                    SLUG,
                    STATUS,
                    PUBLISH_AT,
                    BRAND,
                    CATEGORIES,
                    TAGS,
                    FEATURED,
                    ATTRIBUTE_SET);
    private static final List<String> OTHERS_OF_VARIANT =
            List.of(SKU, CURRENCY, TAX_CLASS, BARCODE);
    private static final Pattern BY_KEY =
            Pattern.compile("(slug|attribute|" + String.join("|", TEXTS) + "):(.+)");
    private static final Pattern OPTION = Pattern.compile("option\\d{1,2}_(name|value)");
    private static final Pattern ITEM = Pattern.compile("([a-z_]+?)(s?)(\\.([^\\[]+))?(\\[.*)?");
    private static final Set<String> TRUE = Set.of("true", "yes", "1");
    private static final Set<String> FALSE = Set.of("", "false", "no", "0");

    private final List<String> columns;

    /// @throws UnreadableFile when one is not known
    OwnTable(List<String> columns) {
        this.columns = columns;
        for (var column : columns) {
            if (!isKnown(column)) {
                throw new UnreadableFile(
                        "The column %s is not known; leave it out. Known are %s, %s, and by language or code name:en, slug:th, attribute:skin-type."
                                .formatted(
                                        Checks.shown(column),
                                        String.join(", ", OF_PRODUCT),
                                        String.join(", ", OTHERS_OF_VARIANT)));
            }
        }
    }

    static boolean isOne(List<String> columns) {
        return columns.containsAll(NEEDED);
    }

    private static boolean isKnown(String column) {
        return OF_PRODUCT.contains(column)
                || OTHERS_OF_VARIANT.contains(column)
                || NUMBERS.contains(column)
                || AMOUNTS.contains(column)
                || OPTION.matcher(column).matches()
                || BY_KEY.matcher(column).matches();
    }

    @Override
    public String key() {
        return SLUG;
    }

    @Override
    public Said said() {
        return new Said(columns::contains);
    }

    @Override
    public boolean isVariant(CsvRow row) {
        return !row.value(SKU).isBlank();
    }

    private String cell(CsvRow row, String column) {
        return columns.contains(column) ? Cells.text(row.value(column)) : "";
    }

    @Override
    public Map<String, Object> product(CsvRow first) {
        var members = new LinkedHashMap<String, Object>();
        members.put(SLUG, cell(first, SLUG).strip());
        for (var column : List.of(PRODUCT_ID, PUBLISH_AT, BRAND, ATTRIBUTE_SET)) {
            members.put(column, cell(first, column));
        }
        members.put(STATUS, cell(first, STATUS).strip().toUpperCase(Locale.ROOT));
        members.put(TAGS, Cells.texts(cell(first, TAGS)));
        members.put(FEATURED, flag(FEATURED, cell(first, FEATURED)));
        members.put(
                "categories_of_all",
                Cells.split(Cells.OF_LIST, cell(first, CATEGORIES)).stream()
                        .map(way ->
                                Cells.split(Cells.OF_WAY, way).stream()
                                        .map(Cells::unescaped)
                                        .toList())
                        .toList());
        members.put(CURRENCY, cell(first, CURRENCY).strip().toUpperCase(Locale.ROOT));
        var byKey = new HashMap<String, Map<String, Object>>();
        for (var column : columns) {
            var parts = BY_KEY.matcher(column);
            if (parts.matches() && !cell(first, column).isBlank()) {
                var cell = cell(first, column);
                byKey.computeIfAbsent(parts.group(1), _ -> new LinkedHashMap<>())
                        .put(
                                parts.group(2),
                                parts.group(1).equals("attribute") ? Cells.texts(cell) : cell);
            }
        }
        byKey.forEach((member, values) -> members.put(member + "s", values));
        for (var text : TEXTS) {
            var byLanguage = byKey.get(text);
            if (byLanguage != null && byLanguage.containsKey("en")) {
                members.put(text, byLanguage.remove("en"));
            }
        }
        if (!columns.contains(in("name", "en"))) {
            members.put("name", cell(first, SLUG));
        }
        return members;
    }

    private static boolean flag(String column, String cell) {
        var word = cell.strip().toLowerCase(Locale.ROOT);
        if (!TRUE.contains(word) && !FALSE.contains(word)) {
            throw RowFault.malformed(
                    column,
                    "%s must be true or false, was %s.".formatted(column, Checks.shown(cell)));
        }
        return TRUE.contains(word);
    }

    @Override
    public Map<String, Object> variant(CsvRow first, CsvRow row) {
        var currency = cell(row, CURRENCY).strip();
        if (!currency.isEmpty() && !currency.equalsIgnoreCase(cell(first, CURRENCY).strip())) {
            throw RowFault.malformed(
                    CURRENCY, "currency must be the same in all rows of a product.");
        }
        var members = new LinkedHashMap<String, Object>();
        members.put(SKU, sku(first, row));
        var options = new LinkedHashMap<String, Object>();
        for (int number = 1; columns.contains(optionName(number)); number++) {
            var name = cell(row, optionName(number));
            if (!name.isBlank()) {
                options.put(name, cell(row, optionValue(number)));
            }
        }
        members.put("option_values", options);
        for (var column : AMOUNTS) {
            number(column, cell(row, column), members);
        }
        for (var column : NUMBERS) {
            number(column, cell(row, column), members);
        }
        members.put("tax_category", cell(row, TAX_CLASS).strip());
        members.put(BARCODE, cell(row, BARCODE));
        return members;
    }

    private static void number(String column, String cell, Map<String, Object> members) {
        if (!cell.isBlank()) {
            members.put(column, JsonFields.number(LocalNumber.plain(column, cell)));
        }
    }

    @Override
    public String sku(CsvRow first, CsvRow row) {
        return cell(row, SKU).strip();
    }

    @Override
    public Sku sku(String member, String text) {
        try {
            return new Sku(text);
        } catch (InvalidValue refused) {
            throw RowFault.malformed(member, refused.getMessage() + ".");
        }
    }

    @Override
    public @Nullable String column(String member) {
        if (member.equals("tax_category")) {
            return TAX_CLASS;
        }
        if (member.startsWith("option_values")) {
            return optionValue(1);
        }
        if (member.startsWith("categories_of_all")) {
            return CATEGORIES;
        }
        if (TEXTS.contains(member)) {
            return in(member, "en");
        }
        if (columns.contains(member)) {
            return member;
        }
        var item = ITEM.matcher(member);
        if (!item.matches()) {
            return null;
        }
        return item.group(4) == null
                ? item.group(1) + item.group(2)
                : item.group(1) + ":" + item.group(4);
    }
}
