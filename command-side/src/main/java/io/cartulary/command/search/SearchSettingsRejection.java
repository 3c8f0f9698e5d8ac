package io.cartulary.command.search;

import io.cartulary.command.refusal.Rejection;

/// Why the settings of the search may say no.
public enum SearchSettingsRejection implements Rejection {
    QUERY_CURATED(Kind.CONFLICT, "Another curation is for one of these queries already."),
    TOO_MANY_CURATIONS(Kind.CONFLICT, "There are at most 1000 curations; remove one first."),
    TOO_MANY_SYNONYMS(
            Kind.CONFLICT, "There are synonyms under at most 1000 codes; remove some first.");

    private final Kind kind;
    private final String sentence;

    SearchSettingsRejection(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
