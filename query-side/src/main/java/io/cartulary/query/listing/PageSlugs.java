package io.cartulary.query.listing;

import static java.util.Comparator.comparingLong;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The slugs that a page has and had.
public record PageSlugs(List<Given> all) {

    public static final String COMMON = "";

    /// @param language [#COMMON] for that of all languages that have none of their own
    /// @param position of the event that gave it
    public record Given(String slug, String language, long position) {}

    /// Of each language that has one of its own.
    public SortedMap<String, String> byLanguage() {
        var slugs = new TreeMap<String, String>();
        for (var given : all) {
            if (!given.language().equals(COMMON)) {
                slugs.put(given.language(), present(given.language()));
            }
        }
        return slugs;
    }

    /// That of all languages that have none of their own.
    public String common() {
        return present(COMMON);
    }

    /// That which took the place of a former one.
    public Optional<String> insteadOf(String slug) {
        var given = all.stream().filter(one -> one.slug().equals(slug)).toList();
        return given.stream().anyMatch(one -> present(one.language()).equals(slug))
                ? Optional.empty()
                : latest(given).map(one -> present(one.language()));
    }

    private String present(String language) {
        return latest(all.stream().filter(one -> one.language().equals(language)).toList())
                .orElseThrow()
                .slug();
    }

    private static Optional<Given> latest(List<Given> some) {
        return some.stream().max(comparingLong(Given::position));
    }
}
