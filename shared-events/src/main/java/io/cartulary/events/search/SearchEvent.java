package io.cartulary.events.search;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.StoredAs;

/// Everything that can happen to what staff decide about the search.
public sealed interface SearchEvent extends DomainEvent {

    SearchSettingsId settingsId();

    @Override
    @JsonIgnore
    default String aggregateId() {
        return settingsId().value();
    }

    /// These texts mean the same from now on, in place of what the code stood for. Source:
    /// `DefineSynonyms`.
    @StoredAs(name = "search.SynonymsDefined", revision = 1)
    record SynonymsDefined(SearchSettingsId settingsId, String code, Synonyms synonyms)
            implements SearchEvent {}

    /// What the code stood for means nothing special any more. Source: `RemoveSynonyms`.
    @StoredAs(name = "search.SynonymsRemoved", revision = 1)
    record SynonymsRemoved(SearchSettingsId settingsId, String code) implements SearchEvent {}

    /// Sales, stock and recency count this much beside words from now on. Source: `SetWeights`.
    @StoredAs(name = "search.WeightsSet", revision = 1)
    record WeightsSet(SearchSettingsId settingsId, SearchWeights weights) implements SearchEvent {}

    /// Searches for some texts show certain products first or never, in place of what the code
    /// stood for. Source: `DefineCuration`.
    @StoredAs(name = "search.CurationDefined", revision = 1)
    record CurationDefined(SearchSettingsId settingsId, String code, Curation curation)
            implements SearchEvent {}

    /// Searches for these texts are answered as all others again. Source: `RemoveCuration`.
    @StoredAs(name = "search.CurationRemoved", revision = 1)
    record CurationRemoved(SearchSettingsId settingsId, String code) implements SearchEvent {}
}
