package io.cartulary.events.description;

import static java.util.stream.Collectors.joining;

import io.cartulary.events.search.SearchEvent;
import io.cartulary.events.search.SearchEvent.*;
import io.cartulary.events.search.SearchedText;
import java.util.List;

/// Says what staff decided about the search.
final class SearchDescriptions {

    private SearchDescriptions() {}

    static String describe(SearchEvent event) {
        return switch (event) {
            case SynonymsDefined(_, var code, var synonyms) ->
                    "Synonyms %s: %s%s"
                            .formatted(
                                    code,
                                    texts(synonyms.terms()),
                                    synonyms.alsoFind().isEmpty()
                                            ? ""
                                            : ", which also find " + texts(synonyms.alsoFind()));
            case SynonymsRemoved(_, var code) -> "Synonyms %s were removed".formatted(code);
            case WeightsSet(_, var weights) ->
                    "Sales count up to %d %%, stock %d %% and recency %d %% in the search"
                            .formatted(weights.sales(), weights.stock(), weights.recency());
            case CurationDefined(_, var code, var curation) ->
                    "Curation %s: searches for %s show %d products first and hide %d"
                            .formatted(
                                    code,
                                    texts(curation.queries()),
                                    curation.pinned().size(),
                                    curation.hidden().size());
            case CurationRemoved(_, var code) -> "Curation %s was removed".formatted(code);
        };
    }

    private static String texts(List<SearchedText> texts) {
        return texts.stream().map(SearchedText::value).collect(joining(", "));
    }
}
