package io.cartulary.query.ranking;

import static java.util.Comparator.comparingInt;

import io.cartulary.events.search.SearchedText;
import io.cartulary.query.ranking.SearchSettings.CodedSynonyms;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Says a text in other words that mean the same. Terms are found in it by whole words, English
/// ones in singular and plural, and Thai and Khmer ones anywhere, as there are no spaces between
/// words; of terms that begin at the same place the longest counts.
public final class SynonymExpansion {

    /// Each way to say a text is a query of its own.
    private static final int MOST_WAYS = 16;

    /// A letter of Thai or Khmer is compared by itself.
    private static final Pattern TOKEN =
            Pattern.compile(
                    "[\\p{IsThai}\\p{IsKhmer}]|[\\p{L}\\p{M}\\p{N}&&[^\\p{IsThai}\\p{IsKhmer}]]+");

    private static final Pattern SIBILANT = Pattern.compile("(ch|sh|ss|x|z)es$");

    /// By their first token, the longest first.
    private final Map<String, List<Term>> terms;

    private SynonymExpansion(Map<String, List<Term>> terms) {
        this.terms = terms;
    }

    private record Term(List<String> tokens, Set<String> synonyms) {}

    private record Token(String text, int start, int end) {}

    /// A term where it stands in a text.
    private record Occurrence(int start, int end, Collection<String> synonyms) {}

    /// A text of which the occurrences before `next` were replaced or left; `grown` is how much
    /// longer it became.
    private record Way(String text, int next, int grown) {}

    static SynonymExpansion of(List<CodedSynonyms> rules) {
        var synonyms = new HashMap<List<String>, Set<String>>();
        for (var rule : rules) {
            for (var term : rule.terms()) {
                var tokens = tokens(term.value()).stream().map(Token::text).toList();
                var others = synonyms.computeIfAbsent(tokens, _ -> new LinkedHashSet<>());
                Stream.concat(rule.terms().stream(), rule.alsoFind().stream())
                        .filter(other -> !other.equals(term))
                        .map(SearchedText::value)
                        .forEach(others::add);
            }
        }
        var byFirst = new HashMap<String, List<Term>>();
        synonyms.forEach((tokens, others) ->
                byFirst.computeIfAbsent(tokens.getFirst(), _ -> new ArrayList<>())
                        .add(new Term(tokens, others)));
        byFirst.values()
                .forEach(same ->
                        same.sort(comparingInt((Term term) -> term.tokens().size()).reversed()));
        return new SynonymExpansion(byFirst);
    }

    /// The text in other words, those with the fewest replaced first; nothing when no term is in
    /// it.
    public List<String> of(String text) {
        if (terms.isEmpty()) {
            return List.of();
        }
        var compared = SearchedText.compared(text);
        var occurrences = occurrences(compared);
        var others = new LinkedHashSet<String>();
        var ways = new ArrayDeque<>(List.of(new Way(compared, 0, 0)));
        while (!ways.isEmpty() && others.size() < MOST_WAYS) {
            var way = ways.remove();
            if (!way.text.equals(compared)) {
                others.add(way.text);
            }
            for (var i = way.next; i < occurrences.size(); i++) {
                for (var synonym : occurrences.get(i).synonyms) {
                    if (ways.size() <= MOST_WAYS) {
                        ways.add(replaced(way, occurrences.get(i), i + 1, synonym));
                    }
                }
            }
        }
        return List.copyOf(others);
    }

    private static Way replaced(Way way, Occurrence occurrence, int next, String synonym) {
        var start = occurrence.start + way.grown;
        var end = occurrence.end + way.grown;
        return new Way(
                way.text.substring(0, start) + synonym + way.text.substring(end),
                next,
                way.grown + synonym.length() - (end - start));
    }

    private List<Occurrence> occurrences(String text) {
        var tokens = tokens(text);
        var words = tokens.stream().map(Token::text).toList();
        var found = new ArrayList<Occurrence>();
        for (var at = 0; at < tokens.size(); ) {
            var rest = words.subList(at, words.size());
            var length = 1;
            for (var term : terms.getOrDefault(words.get(at), List.of())) {
                if (isBeginning(term.tokens, rest)) {
                    length = term.tokens.size();
                    found.add(
                            new Occurrence(
                                    tokens.get(at).start,
                                    tokens.get(at + length - 1).end,
                                    term.synonyms));
                    break;
                }
            }
            at += length;
        }
        return found;
    }

    private static boolean isBeginning(List<String> term, List<String> words) {
        return term.size() <= words.size() && term.equals(words.subList(0, term.size()));
    }

    private static List<Token> tokens(String compared) {
        return TOKEN.matcher(compared)
                .results()
                .map(found -> new Token(singular(found.group()), found.start(), found.end()))
                .toList();
    }

    /// The S-stemmer of D. Harman, "How effective is suffixing?", JASIS 42 (1991), which makes
    /// `couche` of `couches`; so words with a sibilant before `es` lose both letters.
    private static String singular(String word) {
        if (SIBILANT.matcher(word).find()) {
            return word.substring(0, word.length() - 2);
        }
        if (word.endsWith("ies") && !word.endsWith("eies") && !word.endsWith("aies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.endsWith("es")
                && !word.endsWith("aes")
                && !word.endsWith("ees")
                && !word.endsWith("oes")) {
            return word.substring(0, word.length() - 1);
        }
        return word.endsWith("s") && !word.endsWith("us") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
