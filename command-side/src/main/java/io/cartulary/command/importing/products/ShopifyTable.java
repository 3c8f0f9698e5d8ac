package io.cartulary.command.importing.products;

import io.cartulary.command.importing.csv.CsvRow;
import io.cartulary.command.importing.json.JsonFields;
import io.cartulary.command.importing.row.LegacySku;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.events.Ids;
import io.cartulary.events.catalog.SlugId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.web.sheet.ProductColumns;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/// The table that Shopify exports products as. Columns that have no place here (pictures, prices by
/// market, metafields) are passed over.
final class ShopifyTable implements TableLayout {

    private static final String HANDLE = "Handle";
    private static final String TITLE = "Title";
    private static final String PRICE = "Variant Price";
    private static final String SKU = "Variant SKU";
    private static final String COST = "Cost per item";

    private static final Map<String, String> COLUMNS = new HashMap<>();

    static {
        COLUMNS.put("slug", HANDLE);
        COLUMNS.put("name", TITLE);
        COLUMNS.put("description", "Body (HTML)");
        COLUMNS.put("brand", "Vendor");
        COLUMNS.put("tags", "Tags");
        COLUMNS.put("status", "Status");
        COLUMNS.put("seo_title", "SEO Title");
        COLUMNS.put("seo_description", "SEO Description");
        COLUMNS.put("sku", SKU);
        COLUMNS.put("price", PRICE);
        COLUMNS.put("compare_at_price", "Variant Compare At Price");
        COLUMNS.put("cost_price", COST);
        COLUMNS.put("weight_grams", "Variant Grams");
        COLUMNS.put("barcode", "Variant Barcode");
        COLUMNS.put("stock_on_hand", "Variant Inventory Qty");
        COLUMNS.put("tax_category", "Variant Taxable");
    }

    /// What is not a slug as it stands gets one that is of it alone.
    private static final Pattern SLUG = Pattern.compile(SlugId.FORM);

    private static final Pattern NO_SLUG = Pattern.compile("[^a-z0-9]+");
    private static final Pattern DASHES_AROUND = Pattern.compile("^-|-$");
    private static final Pattern NO_SKU = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final int LONGEST_SLUG_PART = 100;
    private static final int LONGEST_SKU = 64;
    private static final int DIGITS_OF_HASH = 8;
    private static final int OPTIONS = 3;
    private static final String ANY_NUMBER = "1000000";

    private final List<String> columns;
    private final CurrencyUnit currency;

    /// @param currency of its prices, which it does not name
    ShopifyTable(List<String> columns, CurrencyUnit currency) {
        this.columns = columns;
        this.currency = currency;
    }

    static boolean isOne(List<String> columns) {
        return columns.containsAll(List.of(HANDLE, TITLE, PRICE));
    }

    @Override
    public String key() {
        return HANDLE;
    }

    /// What it has no columns for is kept of a known product.
    @Override
    public Said said() {
        return new Said(this::isSaid);
    }

    private boolean isSaid(String column) {
        return switch (column) {
            case ProductColumns.STATUS, ProductColumns.BRAND, ProductColumns.TAGS -> true;
            case ProductColumns.CATEGORIES -> has("Product Category") || has("Type");
            case ProductColumns.COMPARE_AT_PRICE, ProductColumns.TAX_CLASS -> true;
            case ProductColumns.WEIGHT -> has("Variant Grams");
            case ProductColumns.BARCODE -> has("Variant Barcode");
            case "name:en", "description:en" -> true;
            case "seo_title:en" -> has("SEO Title");
            case "seo_description:en" -> has("SEO Description");
            case "option1_name" -> true;
            default -> false;
        };
    }

    private boolean has(String column) {
        return columns.contains(column);
    }

    private String cell(CsvRow row, String column) {
        return has(column) ? row.value(column).strip() : "";
    }

    /// Rows without a price are of further pictures.
    @Override
    public boolean isVariant(CsvRow row) {
        return !cell(row, PRICE).isEmpty();
    }

    @Override
    public Map<String, Object> product(CsvRow first) {
        if (cell(first, "Gift Card").equalsIgnoreCase("true")) {
            throw RowFault.malformed(
                    "Gift Card",
                    "Gift cards are no products here; issue them by POST /admin/gift-cards.");
        }
        var members = new LinkedHashMap<String, Object>();
        members.put("slug", slug(cell(first, HANDLE)));
        members.put("name", cell(first, TITLE));
        members.put("description", cell(first, "Body (HTML)"));
        members.put("seo_title", cell(first, "SEO Title"));
        members.put("seo_description", cell(first, "SEO Description"));
        members.put("brand", cell(first, "Vendor"));
        members.put(
                "tags",
                Arrays.stream(cell(first, "Tags").split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .distinct()
                        .toList());
        members.put("categories", categories(first));
        members.put("status", status(first));
        members.put("currency", currency.getCode());
        return members;
    }

    private List<String> categories(CsvRow first) {
        var category = cell(first, "Product Category");
        if (category.isEmpty()) {
            var type = cell(first, "Type");
            return type.isEmpty() ? List.of() : List.of(type);
        }
        return Arrays.stream(category.split(">"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /// `Published` is whether the shop's own pages show it.
    private String status(CsvRow first) {
        return switch (cell(first, "Status").toLowerCase(Locale.ROOT)) {
            case "", "active" ->
                    cell(first, "Published").equalsIgnoreCase("false") ? "DRAFT" : "PUBLISHED";
            case "draft" -> "DRAFT";
            case "archived" -> "ARCHIVED";
            default ->
                    throw RowFault.malformed("Status", "Status must be active, draft or archived.");
        };
    }

    private static String slug(String handle) {
        if (SLUG.matcher(handle).matches()) {
            return handle;
        }
        var dashed =
                DASHES_AROUND
                        .matcher(NO_SLUG.matcher(handle.toLowerCase(Locale.ROOT)).replaceAll("-"))
                        .replaceAll("");
        var begin = dashed.substring(0, Math.min(dashed.length(), LONGEST_SLUG_PART));
        return Stream.of(begin, hash(handle))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("-"))
                .replace("--", "-");
    }

    private static String hash(String text) {
        return Ids.named("", text).replace("-", "").substring(0, DIGITS_OF_HASH);
    }

    @Override
    public Map<String, Object> variant(CsvRow first, CsvRow row) {
        var options = options(first, row);
        var members = new LinkedHashMap<String, Object>();
        members.put("sku", sku(first, row));
        members.put("option_values", options);
        amount("price", row, members);
        amount("compare_at_price", row, members);
        amount("cost_price", row, members);
        members.put("tax_category", isTaxed(row) ? "standard" : "exempt");
        members.put("barcode", cell(row, "Variant Barcode").replaceFirst("^'", ""));
        whole("weight_grams", row, members);
        if (!cell(row, "Variant Inventory Tracker").isEmpty()) {
            stock(row, members);
        } else {
            members.put("backorder_limit", JsonFields.number(ANY_NUMBER));
        }
        return members;
    }

    private Map<String, Object> options(CsvRow first, CsvRow row) {
        var options = new LinkedHashMap<String, Object>();
        for (int number = 1; number <= OPTIONS; number++) {
            var name = cell(first, "Option%d Name".formatted(number));
            var value = cell(row, "Option%d Value".formatted(number));
            if (!name.isEmpty() && !value.isEmpty() && !isOnlyVariant(name, value)) {
                options.put(name, value);
            }
        }
        return options;
    }

    /// As Shopify writes a product without options.
    private static boolean isOnlyVariant(String name, String value) {
        return name.equals("Title") && value.equals("Default Title");
    }

    private boolean isTaxed(CsvRow row) {
        return !cell(row, "Variant Taxable").equalsIgnoreCase("false");
    }

    /// Pieces that were sold and are yet to come are counted below 0 there.
    private void stock(CsvRow row, Map<String, Object> members) {
        var pieces = cell(row, "Variant Inventory Qty");
        if (!pieces.isEmpty() && !pieces.startsWith("-")) {
            members.put("stock_on_hand", JsonFields.number(pieces));
        }
        members.put(
                "backorder_limit",
                JsonFields.number(
                        cell(row, "Variant Inventory Policy").equalsIgnoreCase("continue")
                                ? ANY_NUMBER
                                : "0"));
    }

    private void amount(String member, CsvRow row, Map<String, Object> members) {
        var column = COLUMNS.get(member);
        var cell = cell(row, column);
        var isNone = member.equals("compare_at_price") && isNoHigher(cell, cell(row, PRICE));
        if (!cell.isEmpty() && !isNone) {
            members.put(member, JsonFields.number(LocalNumber.plain(column, cell)));
        }
    }

    /// Shopify keeps prices to compare with that are not above the price, and shows none of them.
    private static boolean isNoHigher(String compareAt, String price) {
        try {
            return !compareAt.isEmpty()
                    && new BigDecimal(compareAt).compareTo(new BigDecimal(price)) <= 0;
        } catch (NumberFormatException _) {
            return false; // is said of the number itself
        }
    }

    private void whole(String member, CsvRow row, Map<String, Object> members) {
        var cell = cell(row, COLUMNS.get(member)).replaceFirst("\\.0+$", "");
        if (!cell.isEmpty()) {
            members.put(member, JsonFields.number(cell));
        }
    }

    /// Where there is none it is made of the handle and the options.
    @Override
    public String sku(CsvRow first, CsvRow row) {
        var given = cell(row, SKU).replaceFirst("^'", "");
        if (!given.isEmpty()) {
            return given;
        }
        var words =
                Stream.concat(
                                Stream.of(slug(cell(first, HANDLE))),
                                options(first, row).values().stream().map(Object::toString))
                        .collect(Collectors.joining("-"));
        var code = NO_SKU.matcher(words).replaceAll("-");
        var end = "-" + hash(words);
        return code.equals(words) && words.length() <= LONGEST_SKU
                ? words
                : code.substring(0, Math.min(code.length(), LONGEST_SKU - end.length())) + end;
    }

    @Override
    public Sku sku(String member, String text) {
        return LegacySku.of(member, text);
    }

    @Override
    public @Nullable String column(String member) {
        if (member.startsWith("option_values")) {
            return "Option1 Value";
        }
        if (member.startsWith("categories")) {
            return has("Product Category") ? "Product Category" : "Type";
        }
        return COLUMNS.get(member.replaceFirst("\\[.*", ""));
    }
}
