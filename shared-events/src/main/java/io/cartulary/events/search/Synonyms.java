package io.cartulary.events.search;

import io.cartulary.events.InvalidValue;
import java.util.HashSet;
import java.util.List;

/// Words that mean the same to shoppers. A search for one of `terms` also finds what has another of
/// them or one of `alsoFind`; a search for one of `alsoFind` finds no more than before.
public record Synonyms(List<SearchedText> terms, List<SearchedText> alsoFind) {

    public static final int MOST = 20;

    public Synonyms {
        terms = List.copyOf(terms);
        alsoFind = List.copyOf(alsoFind);
        if (terms.isEmpty() || terms.size() > MOST) {
            throw new InvalidValue("terms", "must have 1 to %d texts".formatted(MOST));
        }
        if (alsoFind.size() > MOST) {
            throw new InvalidValue("alsoFind", "must have at most %d texts".formatted(MOST));
        }
        var all = new HashSet<>(terms);
        all.addAll(alsoFind);
        if (all.size() < terms.size() + alsoFind.size()) {
            throw new InvalidValue("terms", "and alsoFind must have each text once");
        }
        if (all.size() < 2) {
            throw new InvalidValue("terms", "and alsoFind must have two texts together");
        }
    }
}
