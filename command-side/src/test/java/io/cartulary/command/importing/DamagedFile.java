package io.cartulary.command.importing;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.command.importing.run.ImportKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// A part of one of the sample's files, with names of its own and damaged in up to four ways, which
/// all follow from a seed.
///
/// @param damage what was done to it, for people
record DamagedFile(long seed, ImportKind kind, byte[] content, List<String> damage) {

    private static final int MOST_ROWS = 60;
    private static final int MOST_DAMAGES = 4;

    private static final List<String> NUMBERS =
            List.of(
                    "1e999999999",
                    "-1",
                    "0",
                    "9.999",
                    "2,55",
                    "1,000.50",
                    "99999999999999999999",
                    "50000000000000000.00",
                    "2147483648",
                    "0x10",
                    "NaN",
                    "Infinity",
                    "-0.0",
                    "1e-400",
                    "\u0661\u0662",
                    "",
                    " 7 ",
                    "+3",
                    "10000000000.01",
                    "1".repeat(2000));

    private static final List<String> TEXTS =
            List.of(
                    "2011-02-31 08:26:00",
                    "2011-03-27 01:30:00",
                    "9999-12-31 23:59:59",
                    "\u0000",
                    "\\u0000",
                    "\\ud800",
                    "\ufffe",
                    "\u202eevil",
                    "\uD83D\uDE00",
                    "' or 1=1 --",
                    "<script>",
                    "=cmd|' /C calc'!A0",
                    "null",
                    "A__5FB",
                    "x".repeat(300),
                    "x".repeat(70_000),
                    "\t",
                    "\u00a0",
                    "\u00c9",
                    "..",
                    "__",
                    "C",
                    "A1");

    private static final List<String> ROWS =
            List.of(
                    "nonsense",
                    ",,,,,,,",
                    "{",
                    "[]",
                    "{}",
                    "null",
                    "\"",
                    "\"\"",
                    "{\"a\":{\"a\":{\"a\":{}}}}",
                    "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]",
                    "{\"slug\":null,\"slug\":null}",
                    "sep=;",
                    "\u0000\u0000");

    static DamagedFile of(long seed) {
        var random = new Random(seed);
        random.nextInt(); // neighbouring seeds begin alike
        var kind =
                switch (random.nextInt(8)) {
                    case 0 -> ImportKind.COUPONS;
                    case 1, 2 -> ImportKind.PRODUCTS;
                    case 3 -> ImportKind.CUSTOMERS;
                    default -> ImportKind.ORDERS;
                };
        var damage = new ArrayList<String>();
        var rows = rows(kind, tag(seed), random);
        int damages = random.nextInt(MOST_DAMAGES + 1);
        for (int i = 0; i < damages; i++) {
            damage.add(damageRows(rows, random));
        }
        return new DamagedFile(seed, kind, packed(rows, random, damage), damage);
    }

    /// What sets names of this file apart from those of every other.
    private static String tag(long seed) {
        return "Z" + Long.toString(seed & Long.MAX_VALUE, 36).toUpperCase(Locale.ROOT);
    }

    private static List<String> rows(ImportKind kind, String tag, Random random) {
        return switch (kind) {
            case ORDERS -> {
                var rows = sample("online_retail_excerpt.csv");
                var header = rows.removeFirst();
                int from = random.nextInt(rows.size() - MOST_ROWS);
                var part =
                        rows.subList(from, from + 1 + random.nextInt(MOST_ROWS)).stream()
                                .map(row ->
                                        row.replaceAll(
                                                        "^(C?)(\\d+),([^,]+),",
                                                        "$1" + tag + "$2," + tag + "$3,")
                                                .replaceAll(",(\\d{5}),", "," + tag + "$1,"))
                                .collect(Collectors.toCollection(ArrayList::new));
                part.addFirst(header);
                yield part;
            }
            case PRODUCTS -> {
                var rows = products().toList();
                int from = random.nextInt(rows.size() - 12);
                yield rows.subList(from, from + 1 + random.nextInt(12)).stream()
                        .map(row ->
                                row.replaceAll(
                                                "\"slug\": \"",
                                                "\"slug\": \"" + tag.toLowerCase(Locale.ROOT) + "-")
                                        .replaceAll("\"sku\": \"", "\"sku\": \"" + tag + "-"))
                        .collect(Collectors.toCollection(ArrayList::new));
            }
            case CUSTOMERS ->
                    IntStream.rangeClosed(1, 1 + random.nextInt(12))
                            .mapToObj(number ->
                                    "{\"email\": \"%s-%d@example.org\", \"first_name\": \"Ada\", \"password_hash\": \"pbkdf2_sha1$1000$salt$AAAAAAAAAAAAAAAAAAAAAAAAAAA=\", \"addresses\": [{\"last_name\": \"Park\", \"line1\": \"1 High Street\", \"city\": \"Hong Kong\", \"country\": \"HK\"}]}"
                                            .formatted(tag, number))
                            .collect(Collectors.toCollection(ArrayList::new));
            case COUPONS ->
                    sample("coupons.jsonl").stream()
                            .map(row -> row.replaceAll("\"code\": \"", "\"code\": \"" + tag + "-"))
                            .collect(Collectors.toCollection(ArrayList::new));
        };
    }

    /// What the sample's products have values of; without it their rows are refused.
    static byte[] definitions() {
        return sample("products.jsonl").stream()
                .filter(row -> !isProduct(row))
                .collect(Collectors.joining("\n"))
                .getBytes(UTF_8);
    }

    private static Stream<String> products() {
        return sample("products.jsonl").stream().filter(DamagedFile::isProduct);
    }

    private static boolean isProduct(String row) {
        return row.startsWith("{\"slug\"");
    }

    private static List<String> sample(String file) {
        try {
            return new String(ImportingShop.sample(file), UTF_8)
                    .lines()
                    .collect(Collectors.toCollection(ArrayList::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String damageRows(List<String> rows, Random random) {
        int at = random.nextInt(rows.size());
        var row = rows.get(at);
        int place = random.nextInt(row.length() + 1);
        switch (random.nextInt(16)) {
            case 0 -> {
                rows.set(at, row.substring(0, place));
                return "cut row " + at;
            }
            case 1 -> {
                rows.add(at, row);
                return "doubled row " + at;
            }
            case 2 -> {
                if (rows.size() > 1) {
                    rows.remove(at);
                }
                return "removed row " + at;
            }
            case 3 -> {
                rows.set(at, row + rows.get(random.nextInt(rows.size())));
                return "joined row " + at;
            }
            case 4 -> {
                rows.add(at, ROWS.get(random.nextInt(ROWS.size())));
                return "strange row " + at;
            }
            case 5, 6 -> {
                rows.set(at, row.substring(0, place) + '"' + row.substring(place));
                return "quote in row " + at;
            }
            case 7, 8, 9 -> {
                var number = NUMBERS.get(random.nextInt(NUMBERS.size()));
                rows.set(
                        at,
                        replaceOne(row, "(?<=[,:] ?)-?\\d+(\\.\\d+)?(?=[,}\\]])", number, random));
                return "number in row " + at;
            }
            case 10, 11, 12 -> {
                var text = TEXTS.get(random.nextInt(TEXTS.size()));
                rows.set(at, replaceOne(row, "(?<=[,\"])[^,\"{}\\[\\]]+(?=[,\"])", text, random));
                return "text in row " + at;
            }
            case 13 -> {
                rows.add(at, "");
                return "empty row " + at;
            }
            case 14 -> {
                rows.set(at, row.substring(0, place) + "null" + row.substring(place));
                return "null in row " + at;
            }
            default -> {
                rows.set(at, row.replaceFirst("\\{", "{\"slug\": \"twice\", \"unknown\": 1, "));
                return "members of row " + at;
            }
        }
    }

    private static String replaceOne(String row, String pattern, String by, Random random) {
        var found = Pattern.compile(pattern).matcher(row).results().toList();
        if (found.isEmpty()) {
            return row;
        }
        var one = found.get(random.nextInt(found.size()));
        return row.substring(0, one.start()) + by + row.substring(one.end());
    }

    private static byte[] packed(List<String> rows, Random random, List<String> damage) {
        var lineBreak = random.nextInt(5) == 0 ? "\r\n" : "\n";
        var text = String.join(lineBreak, rows) + (random.nextBoolean() ? lineBreak : "");
        if (random.nextInt(8) == 0) {
            damage.add("semicolons");
            text = text.replace(',', ';');
        }
        byte[] bytes;
        switch (random.nextInt(12)) {
            case 0 -> {
                damage.add("UTF-16");
                bytes = ("\ufeff" + text).getBytes(UTF_16LE);
            }
            case 1 -> {
                damage.add("Windows-1252");
                bytes = text.getBytes(Charset.forName("windows-1252"));
            }
            case 2 -> {
                damage.add("byte-order mark");
                bytes = ("\ufeff" + text).getBytes(UTF_8);
            }
            default -> bytes = text.getBytes(UTF_8);
        }
        if (random.nextInt(4) == 0) {
            damage.add("flipped bytes");
            flip(bytes, random);
        }
        if (random.nextInt(3) == 0) {
            damage.add("gzip");
            bytes = gzip(bytes);
            switch (random.nextInt(4)) {
                case 0 -> {
                    damage.add("cut off");
                    bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1);
                }
                case 1 -> {
                    damage.add("flipped bytes in it");
                    flip(bytes, random);
                }
                default -> {
                    // whole
                }
            }
        }
        return bytes;
    }

    private static void flip(byte[] bytes, Random random) {
        for (int flips = 1 + random.nextInt(5); flips > 0 && bytes.length > 0; flips--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
