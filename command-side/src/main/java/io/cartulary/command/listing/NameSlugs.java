package io.cartulary.command.listing;

import io.cartulary.events.catalog.SlugId;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Makes slugs of names.
public final class NameSlugs {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern OUTER_DASHES = Pattern.compile("^-+|-+$");

    private NameSlugs() {}

    /// `Home & Garden` becomes `home-garden`.
    ///
    /// @param nameless for a name without a Latin letter or a digit
    public static String of(String name, String nameless) {
        var letters =
                ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
        var slug = OTHERS.matcher(letters.toLowerCase(Locale.ROOT)).replaceAll("-");
        var cut = cut(OUTER_DASHES.matcher(slug).replaceAll(""), SlugId.LONGEST);
        return cut.isEmpty() ? nameless : cut;
    }

    /// Leaves out what is too long of the first, and never of the last.
    public static String join(String first, String last) {
        var begin = cut(first, SlugId.LONGEST - last.length() - 1);
        return begin.isEmpty() ? last : begin + "-" + last;
    }

    private static String cut(String slug, int longest) {
        return slug.length() <= longest
                ? slug
                : OUTER_DASHES.matcher(slug.substring(0, Math.max(0, longest))).replaceAll("");
    }
}
