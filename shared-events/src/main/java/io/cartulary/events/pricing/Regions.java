package io.cartulary.events.pricing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The regions of countries by code (ISO 3166-2) and by English name, from the file `regions.tsv`,
/// which names its source.
final class Regions {

    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{Nd}]");
    private static final int COUNTRY = 2;

    /// By country and region: `US-CA` and `US-CALIFORNIA`.
    private static final Map<String, Destination> KNOWN = read();

    private Regions() {}

    /// @param region `CA`, `US-CA` or `California`; accents, punctuation and case do not matter
    static Optional<Destination> find(String country, String region) {
        var wanted = normal(region);
        var found = KNOWN.get(country + "-" + wanted);
        return found != null || !wanted.startsWith(country)
                ? Optional.ofNullable(found)
                : Optional.ofNullable(KNOWN.get(country + "-" + wanted.substring(COUNTRY)));
    }

    private static String normal(String text) {
        var letters = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return NO_LETTER_OR_DIGIT.matcher(letters).replaceAll("").toUpperCase(Locale.ROOT);
    }

    private static Map<String, Destination> read() {
        try (var file =
                new BufferedReader(
                        new InputStreamReader(
                                Regions.class.getResourceAsStream("regions.tsv"),
                                StandardCharsets.UTF_8))) {
            var known = new HashMap<String, Destination>();
            file.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(columns -> {
                        var region = new Destination(columns[0]);
                        known.put(region.value(), region);
                        if (columns.length > 1) {
                            known.putIfAbsent(region.country() + "-" + normal(columns[1]), region);
                        }
                    });
            return Map.copyOf(known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
