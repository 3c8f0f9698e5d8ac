package io.cartulary.benchmarks.catalogue;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPOutputStream;

/// Products with three variants each, made of words so that a search for some of them finds a few
/// of many. The same number makes the same product each time.
record LargeCatalogue(int size) {

    static final int VARIANTS = 3;

    private static final List<String> MATERIALS =
            words(
                    """
                    Walnut Linen Copper Ceramic Bamboo Cotton Marble Leather Glass Wool
                    Granite Silk Cork Steel Maple Velvet Porcelain Rattan Brass Jute
                    """);
    private static final List<String> STYLES =
            words(
                    """
                    Quiet Coastal Alpine Urban Classic Nordic Rustic Modern Vintage
                    Tropical Meadow Harbour Midnight Sunrise Desert Winter Garden Studio
                    Orchard Canyon Monsoon Lantern Saffron Indigo Juniper
                    """);
    private static final List<String> THINGS =
            words(
                    """
                    Lamp Mug Scarf Chair Candle Notebook Bowl Kettle Towel Basket Blanket
                    Cushion Clock Vase Tray Stool Apron Teapot Mirror Curtain Shelf
                    Planter Bottle Wallet Backpack Umbrella Slippers Journal Decanter
                    Toaster
                    """);
    private static final List<String> COLOURS =
            words(
                    """
                    red green blue yellow black white grey amber
                    """);
    private static final int BRANDS = 200;

    String slug(int number) {
        return name(number).toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static String name(int number) {
        return "%s %s %s %d"
                .formatted(
                        pick(STYLES, number / 7 + number),
                        pick(MATERIALS, number / 3),
                        pick(THINGS, number),
                        number);
    }

    /// The slug of one.
    static String randomBrand() {
        return "maker-" + ThreadLocalRandom.current().nextInt(BRANDS);
    }

    private static String brand(int number) {
        return "Maker " + number % BRANDS;
    }

    /// What a shopper looks for: two words that some products have.
    static String randomWords() {
        var random = ThreadLocalRandom.current();
        return (pick(random.nextBoolean() ? STYLES : MATERIALS, random.nextInt(1_000))
                        + " "
                        + pick(THINGS, random.nextInt(1_000)))
                .toLowerCase(Locale.ROOT);
    }

    /// What a shopper has typed of it so far, a letter at least.
    static String randomBeginning() {
        var words = randomWords();
        return words.substring(0, ThreadLocalRandom.current().nextInt(1, words.length() + 1));
    }

    /// As a file that `POST /api/v1/admin/imports/products` takes, packed.
    byte[] file() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                new GZIPOutputStream(bytes), StandardCharsets.UTF_8))) {
            out.write(DEFINITIONS);
            for (int number = 0; number < size; number++) {
                out.write(line(number));
            }
        }
        return bytes.toByteArray();
    }

    private static final String DEFINITIONS =
            """
            {"define_attribute":"large-colour","label":"Colour","kind":"CHOICE","choices":[%s],"filterable":true,"searchable":true}
            {"define_attribute":"large-weight","label":"Weight","kind":"NUMBER","unit":"g","filterable":true,"searchable":true,"comparable":true}
            {"define_attribute_set":"large","label":"Large catalogue","attributes":["large-colour","large-weight"]}
            """
                    .formatted(
                            String.join(
                                    ",",
                                    COLOURS.stream()
                                            .map(colour ->
                                                    "{\"code\":\"%s\",\"label\":\"%s\"}"
                                                            .formatted(colour, colour))
                                            .toList()));

    private String line(int number) {
        var variants = new StringBuilder();
        for (int variant = 0; variant < VARIANTS; variant++) {
            variants.append(variant == 0 ? "" : ",")
                    .append(
                            """
                            {"sku":"%s","options":["%s"],"price":%d.%02d,"tax_category":"standard","stock_on_hand":10,"weight_grams":%d}\
                            """
                                    .formatted(
                                            sku(number, variant),
                                            List.of("small", "medium", "large").get(variant),
                                            5 + (number * 37 + variant * 11) % 200,
                                            number % 100,
                                            100 + number % 900));
        }
        return """
        {"slug":"%s","name":"%s","description":"A %s that only benchmarks sell, made of %s.","categories":["Large","%s"],\
        "brand":"%s","option_groups":["size"],"tags":["large"],"attribute_set":"large",\
        "attributes":{"large-colour":["%s"],"large-weight":["%d"]},"variants":[%s]}
        """
                .formatted(
                        slug(number),
                        name(number),
                        pick(THINGS, number).toLowerCase(Locale.ROOT),
                        pick(MATERIALS, number / 3).toLowerCase(Locale.ROOT),
                        pick(THINGS, number),
                        brand(number / 5),
                        pick(COLOURS, number / 11),
                        100 + number % 900,
                        variants);
    }

    static String sku(int number, int variant) {
        return "LARGE-%06d-%d".formatted(number, variant);
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private static String pick(List<String> words, int number) {
        return words.get(number % words.size());
    }
}
