package io.cartulary.query.search.product.match;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a shopper typed, taken apart.
///
/// @param wanted all words, those in quotes too
/// @param phrases in quotes: their words stand together in a hit
/// @param excluded words and phrases behind a minus, which no hit has
/// @param language by the script it is written in; what the shopper reads says nothing about what
///   they type
public record SearchText(
        String wanted, List<String> phrases, List<String> excluded, String language) {

    private static final Pattern PART = Pattern.compile("(?<!\\S)(-?)(?:\"([^\"]+)\"|(\\S+))");

    public static SearchText of(String text) {
        var wanted = new ArrayList<String>();
        var phrases = new ArrayList<String>();
        var excluded = new ArrayList<String>();
        var parts = PART.matcher(text);
        while (parts.find()) {
            var isPhrase = parts.group(2) != null;
            var part = isPhrase ? parts.group(2) : parts.group(3);
            if (!parts.group(1).isEmpty()) {
                excluded.add(part);
            } else {
                wanted.add(part);
                if (isPhrase) {
                    phrases.add(part);
                }
            }
        }
        return new SearchText(String.join(" ", wanted), phrases, excluded, language(text));
    }

    /// The same in other words, which may be of another language.
    public SearchText saying(String words) {
        return new SearchText(words, phrases, excluded, language(words));
    }

    /// Other words, of which none need to stand together, and the same excluded ones.
    public SearchText reworded(String words) {
        return new SearchText(words, List.of(), excluded, language(words));
    }

    /// As a shopper would type it.
    public String typed() {
        return Stream.concat(Stream.of(wanted), excluded.stream().map(words -> "-\"" + words + '"'))
                .collect(joining(" "));
    }

    public boolean isEnglish() {
        return language.equals("en");
    }

    /// A SKU has no space in it.
    public boolean isOneWord() {
        return !wanted.isEmpty() && wanted.indexOf(' ') < 0;
    }

    public boolean looksLikeSku() {
        return wanted.length() >= 3 && isOneWord() && wanted.chars().anyMatch(Character::isDigit);
    }

    private static String language(String text) {
        return text.codePoints()
                .mapToObj(Character.UnicodeScript::of)
                .map(script ->
                        switch (script) {
                            case THAI -> "th";
                            case KHMER -> "km";
                            default -> "en";
                        })
                .filter(language -> !language.equals("en"))
                .findFirst()
                .orElse("en");
    }
}
