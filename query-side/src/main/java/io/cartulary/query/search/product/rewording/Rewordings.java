package io.cartulary.query.search.product.rewording;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.SuggestMode;
import co.elastic.clients.elasticsearch.core.search.Suggestion;
import co.elastic.clients.elasticsearch.core.search.TermSuggest;
import io.cartulary.query.search.SearchIndex;
import io.cartulary.query.search.product.rewording.Rewording.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/// Thinks of other words for a text that finds nothing.
@Component
public class Rewordings {

    private static final String WORDS = "words";

    /// Of a longer text, which is hardly a search, no words are left out.
    private static final int MOST_WORDS = 10;

    /// Shorter words are like too many others.
    private static final int SHORTEST = 4;

    /// One letter may be wrong from four on, and two from seven on.
    private static final int MOST_WRONG = 2;

    private static final double LEAST_LIKENESS = 0.7;

    private final ElasticsearchClient elasticsearch;

    Rewordings(ElasticsearchClient elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /// By kind; whether one finds anything is not known yet.
    ///
    /// @param quoted whether some of the words stood in quotes
    public List<Rewording> of(String index, String text, boolean quoted) {
        var rewordings = new ArrayList<Rewording>();
        if (quoted) {
            rewordings.add(new Rewording(Kind.WITHOUT_QUOTES, text));
        }
        corrected(index, text)
                .ifPresent(words -> rewordings.add(new Rewording(Kind.CORRECTED, words)));
        var words = List.of(text.split(" "));
        if (words.size() > 1 && words.size() <= MOST_WORDS) {
            IntStream.range(0, words.size())
                    .mapToObj(dropped -> without(dropped, words))
                    .forEach(fewer -> rewordings.add(new Rewording(Kind.WORD_DROPPED, fewer)));
        }
        if (words.size() > 2 && words.size() <= MOST_WORDS) {
            words.forEach(word -> rewordings.add(new Rewording(Kind.ONE_WORD, word)));
        }
        return rewordings;
    }

    private static String without(int dropped, List<String> words) {
        return IntStream.range(0, words.size())
                .filter(i -> i != dropped)
                .mapToObj(words::get)
                .collect(Collectors.joining(" "));
    }

    private Optional<String> corrected(String index, String text) {
        var response =
                SearchIndex.onElasticsearch(() ->
                        elasticsearch.search(
                                s ->
                                        s.index(index)
                                                .size(0)
                                                .trackTotalHits(t -> t.enabled(false))
                                                .suggest(g ->
                                                        g.text(text)
                                                                .suggesters(
                                                                        WORDS,
                                                                        f ->
                                                                                f.term(t ->
                                                                                        t.field(
                                                                                                        "all.en.words")
                                                                                                .suggestMode(
                                                                                                        SuggestMode
                                                                                                                .Missing)
                                                                                                .maxEdits(
                                                                                                        MOST_WRONG)
                                                                                                .minWordLength(
                                                                                                        SHORTEST)
                                                                                                .prefixLength(
                                                                                                        0)
                                                                                                .size(
                                                                                                        1)))),
                                Void.class));
        var corrections =
                response.suggest().getOrDefault(WORDS, List.of()).stream()
                        .map(Suggestion::term)
                        .filter(word ->
                                word.options().stream()
                                        .anyMatch(like -> like.score() >= LEAST_LIKENESS))
                        .toList();
        return corrections.isEmpty() ? Optional.empty() : Optional.of(applied(corrections, text));
    }

    /// From the end, so that places before stay where they are.
    private static String applied(List<TermSuggest> corrections, String text) {
        var corrected = new StringBuilder(text);
        for (var word : corrections.reversed()) {
            corrected.replace(
                    word.offset(), word.offset() + word.length(), word.options().getFirst().text());
        }
        return corrected.toString();
    }
}
