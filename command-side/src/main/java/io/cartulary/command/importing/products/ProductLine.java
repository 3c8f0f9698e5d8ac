package io.cartulary.command.importing.products;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.cartulary.command.catalog.ProductValues.State;
import io.cartulary.command.importing.json.JsonFields;
import io.cartulary.command.importing.row.Checks;
import io.cartulary.command.importing.row.LegacySku;
import io.cartulary.command.importing.row.RowFault;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.events.catalog.Dimensions;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.SlugId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockItemId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A product as one line of a file says it.
///
/// @param productId absent where the slug says which product it is
/// @param slugs of languages that have one of their own
/// @param state who is to see it; everyone, of a new one, when absent
/// @param publishAt when it is to be published by itself
/// @param brand its name
/// @param categories each by names of it and of those above, from the top down
/// @param attributeNames as the file has them, by the codes of attributes that were made of them
/// @param description without that brand and those categories
/// @param pictures names of the files that they were uploaded as
/// @param said what the file speaks of at all
record ProductLine(
        @Nullable ProductId productId,
        String slug,
        Map<String, String> slugs,
        @Nullable State state,
        @Nullable Instant publishAt,
        @Nullable String brand,
        List<List<String>> categories,
        Map<String, String> attributeNames,
        ProductDescription description,
        List<String> pictures,
        List<StockedVariant> variants,
        Said said)
        implements CatalogueLine {

    private static final Pattern SLUG = Pattern.compile(SlugId.FORM);
    private static final Pattern LANGUAGE = Pattern.compile(LocalizedText.LANGUAGE_FORM);

    /// They stand elsewhere in the line.
    private static final Set<String> KNOWN_FACETS = Set.of("category", "brand");

    private static final Pattern NO_CODE = Pattern.compile("[^a-z0-9]+");
    private static final Pattern DASHES_AROUND = Pattern.compile("^-|-$");

    private static final int MOST_VARIANTS = 250;
    private static final int MOST_STOCK = 10_000_000;
    private static final int MOST_ENTRIES = 100;
    private static final int WORD = Text.USUAL;
    private static final int PAGE_NAME = PageDescription.LONGEST_NAME;
    private static final int NAME = 300;
    private static final int STOCK_LIMIT = 1_000_000_000;
    private static final int ADDRESS = 1000;
    private static final int DESCRIPTION = 20_000;
    private static final int SUMMARY = ProductDescription.LONGEST_SUMMARY;
    private static final int SEO_TITLE = ProductDescription.LONGEST_SEO_TITLE;

    /// A variant and the pieces of it that the file says are there.
    ///
    /// @param backorderLimit absent where the file does not say what was agreed
    record StockedVariant(
            Variant variant,
            @Nullable Money costPrice,
            int onHand,
            @Nullable Integer lowStockThreshold,
            @Nullable Integer backorderLimit) {}

    /// `names` and `descriptions` are by language, beside the English `name` and `description`, and
    /// so are `short_descriptions`, `seo_titles` and `seo_descriptions`; `facets` and `attributes`
    /// are both data of the trade, by codes of attributes or names that codes are made of, all of
    /// `attribute_set` where that is given; `option_groups` are names of the options that each
    /// variant has one value of; `currency` is that of all its prices, `USD` when absent. A price
    /// is in the main unit, for example `12.5`; `variant_facets` is `name:value`.
    static ProductLine of(JsonFields fields) {
        return of(fields, Said.EVERYTHING, LegacySku::of);
    }

    /// @param skuOf makes a SKU of what a member of that path has
    static ProductLine of(JsonFields fields, Said said, BiFunction<String, String, Sku> skuOf) {
        var slug = fields.text("slug", SlugId.LONGEST);
        checkSlug("slug", slug);
        var slugs = fields.textsByName("slugs", MOST_ENTRIES, SlugId.LONGEST);
        slugs.forEach((language, ofLanguage) -> {
            checkLanguage("slugs", language);
            checkSlug("slugs", ofLanguage);
        });
        var attributes = new LinkedHashMap<String, Set<String>>();
        for (var member : List.of("facets", "attributes")) {
            fields.listsByName(member, MOST_ENTRIES, MOST_ENTRIES, NAME)
                    .forEach((key, values) -> {
                        if (!KNOWN_FACETS.contains(key)) {
                            attributes
                                    .computeIfAbsent(key, _ -> new LinkedHashSet<>())
                                    .addAll(values);
                        }
                    });
        }
        var state =
                fields.textOrNull("status", WORD) == null
                        ? null
                        : fields.word("status", State.class);
        var variants = variants(fields, attributes, state, skuOf);
        var name = localized(fields, "name", NAME);
        if (name == null) {
            throw RowFault.malformed("name", "name is missing.");
        }
        var description =
                new ProductDescription(
                        name,
                        localized(fields, "description", DESCRIPTION),
                        localized(fields, "short_description", SUMMARY),
                        localized(fields, "seo_title", SEO_TITLE),
                        localized(fields, "seo_description", SUMMARY),
                        null,
                        List.of(),
                        fields.texts("tags", MOST_ENTRIES, WORD),
                        fields.textOrNull("attribute_set", AttributeId.LONGEST_CODE),
                        byCode(attributes),
                        fields.flag("featured"));
        var productId = fields.textOrNull("product_id", WORD);
        return new ProductLine(
                productId == null ? null : new ProductId(productId),
                slug,
                slugs,
                state,
                fields.instant("publish_at"),
                fields.textOrNull("brand", PAGE_NAME),
                categories(fields),
                namesByCode(attributes),
                description,
                fields.texts("images", MOST_ENTRIES, ADDRESS),
                variants,
                said);
    }

    /// `categories` names one, `categories_of_all` several.
    private static List<List<String>> categories(JsonFields fields) {
        var one = fields.texts("categories", MOST_ENTRIES, PAGE_NAME);
        var all =
                new ArrayList<List<String>>(
                        fields.lists("categories_of_all", MOST_ENTRIES, PAGE_NAME));
        if (!one.isEmpty()) {
            all.add(one);
        }
        return all;
    }

    private static void checkSlug(String member, String slug) {
        if (!SLUG.matcher(slug).matches()) {
            throw RowFault.malformed(
                    member,
                    "%s must be small letters, digits and single dashes, was %s."
                            .formatted(member, Checks.shown(slug)));
        }
    }

    private static void checkLanguage(String member, String language) {
        if (!LANGUAGE.matcher(language).matches()) {
            throw RowFault.malformed(
                    member,
                    "%s must be by language (ISO 639-1) such as th, was %s."
                            .formatted(member, Checks.shown(language)));
        }
    }

    static @Nullable LocalizedText localized(JsonFields fields, String member, int most) {
        var texts = new HashMap<String, String>();
        var english = fields.textOrNull(member, most);
        if (english != null) {
            texts.put("en", english);
        }
        var members = member + "s";
        fields.textsByName(members, MOST_ENTRIES, most)
                .forEach((language, text) -> {
                    checkLanguage(members, language);
                    texts.put(language, text);
                });
        return english == null ? null : new LocalizedText(texts);
    }

    private static Map<String, List<String>> byCode(Map<String, Set<String>> attributes) {
        var byCode = new LinkedHashMap<String, Set<String>>();
        attributes.forEach((name, values) ->
                byCode.computeIfAbsent(code(name), _ -> new LinkedHashSet<>()).addAll(values));
        var lists = new LinkedHashMap<String, List<String>>();
        byCode.forEach((code, values) -> lists.put(code, List.copyOf(values)));
        return lists;
    }

    private static Map<String, String> namesByCode(Map<String, Set<String>> attributes) {
        var names = new LinkedHashMap<String, String>();
        attributes.keySet().forEach(name -> names.putIfAbsent(code(name), name));
        return names;
    }

    /// Names in other scripts get a code that says nothing, but is always the same.
    private static String code(String name) {
        var dashed = NO_CODE.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        var code = DASHES_AROUND.matcher(dashed).replaceAll("");
        return AttributeId.isCode(code) && US_ASCII.newEncoder().canEncode(name)
                ? code
                : Ids.named("name-", name);
    }

    private static List<StockedVariant> variants(
            JsonFields fields,
            Map<String, Set<String>> attributes,
            @Nullable State state,
            BiFunction<String, String, Sku> skuOf) {
        var currency = fields.currency("currency");
        var groups = fields.texts("option_groups", MOST_ENTRIES, WORD);
        if (new HashSet<>(groups).size() < groups.size()) {
            throw RowFault.malformed("option_groups", "option_groups names one twice.");
        }
        var lines = fields.objects("variants", MOST_VARIANTS);
        if (lines.isEmpty() && state != State.DRAFT) {
            throw RowFault.malformed("variants", "variants must have at least one entry.");
        }
        var codes = new ArrayList<Sku>();
        for (var line : lines) {
            codes.add(skuOf.apply(line.pathOf("sku"), line.text("sku", WORD)));
        }
        var skus = unique(codes);
        var variants = new ArrayList<StockedVariant>();
        for (int i = 0; i < lines.size(); i++) {
            variants.add(variant(lines.get(i), skus.get(i), currency, groups, attributes));
        }
        return variants;
    }

    private static StockedVariant variant(
            JsonFields line,
            Sku sku,
            CurrencyUnit currency,
            List<String> groups,
            Map<String, Set<String>> attributes) {
        var taxCategory = line.textOrNull("tax_category", WORD);
        var weight = line.whole("weight_grams", 0, Variant.HEAVIEST);
        var onHand = line.whole("stock_on_hand", 0, MOST_STOCK);
        var costPrice = line.money("cost_price", currency);
        var lowStock = line.whole("low_stock_threshold", 0, STOCK_LIMIT);
        var backorders = line.whole("backorder_limit", 0, STOCK_LIMIT);
        var variant =
                new Variant(
                        sku,
                        options(line, groups),
                        line.requiredMoney("price", currency),
                        line.money("compare_at_price", currency),
                        taxCategory == null ? "standard" : taxCategory,
                        weight == null ? 0 : weight,
                        dimensions(line),
                        line.textOrNull("barcode", WORD));
        var facet = line.textOrNull("variant_facets", NAME);
        if (facet != null) {
            var colon = facet.indexOf(':');
            if (colon < 1 || colon == facet.length() - 1) {
                throw RowFault.malformed(
                        line.pathOf("variant_facets"),
                        "%s must be name:value such as color:blue, was %s."
                                .formatted(line.pathOf("variant_facets"), Checks.shown(facet)));
            }
            attributes
                    .computeIfAbsent(facet.substring(0, colon), _ -> new LinkedHashSet<>())
                    .add(facet.substring(colon + 1));
        }
        line.refuseOthers();
        return new StockedVariant(
                variant, costPrice, onHand == null ? 0 : onHand, lowStock, backorders);
    }

    private static @Nullable Dimensions dimensions(JsonFields line) {
        var length = line.whole("length_mm", 1, Dimensions.LONGEST);
        var width = line.whole("width_mm", 1, Dimensions.LONGEST);
        var height = line.whole("height_mm", 1, Dimensions.LONGEST);
        if (length == null && width == null && height == null) {
            return null;
        }
        if (length == null || width == null || height == null) {
            throw RowFault.malformed(
                    line.pathOf("length_mm"),
                    "Give all of length_mm, width_mm and height_mm, or none of them.");
        }
        return new Dimensions(length, width, height);
    }

    /// Some shops give one article number to all colours; ours differ by a number behind.
    private static List<Sku> unique(List<Sku> codes) {
        var unique = new ArrayList<Sku>();
        for (var code : codes) {
            var sku = code;
            for (int number = 2;
                    unique.contains(sku) || !sku.equals(code) && codes.contains(sku);
                    number++) {
                sku = new Sku(code + "-" + number);
            }
            unique.add(sku);
        }
        return unique;
    }

    private static Map<String, String> options(JsonFields line, List<String> groups) {
        var named = line.textsByName("option_values", MOST_ENTRIES, WORD);
        if (!named.isEmpty()) {
            return named;
        }
        var values = line.texts("options", MOST_ENTRIES, WORD);
        if (groups.size() != values.size()) {
            throw RowFault.malformed(
                    line.pathOf("options"),
                    "%s must have one value for each of the product's %d option_groups, has %d."
                            .formatted(line.pathOf("options"), groups.size(), values.size()));
        }
        var options = new LinkedHashMap<String, String>();
        for (int i = 0; i < groups.size(); i++) {
            options.put(groups.get(i), values.get(i));
        }
        return options;
    }

    @Override
    public List<String> changes() {
        return Stream.concat(
                        Stream.of(
                                named().value(),
                                productId == null ? named().value() : productId.value()),
                        variants.stream()
                                .map(stocked -> StockItemId.of(stocked.variant().sku()).value()))
                .toList();
    }

    /// The product that a file made of the slug, if one did.
    ProductId named() {
        return ProductId.named("slug-" + slug);
    }
}
