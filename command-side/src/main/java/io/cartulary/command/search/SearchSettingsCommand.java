package io.cartulary.command.search;

import io.cartulary.events.search.Curation;
import io.cartulary.events.search.SearchSettingsId;
import io.cartulary.events.search.SearchWeights;
import io.cartulary.events.search.Synonyms;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// Everything staff can ask of the search.
public sealed interface SearchSettingsCommand {

    /// Sets what a code stands for, as a whole.
    record DefineSynonyms(
            @TargetAggregateIdentifier SearchSettingsId settingsId, String code, Synonyms synonyms)
            implements SearchSettingsCommand {}

    record RemoveSynonyms(@TargetAggregateIdentifier SearchSettingsId settingsId, String code)
            implements SearchSettingsCommand {}

    record SetWeights(@TargetAggregateIdentifier SearchSettingsId settingsId, SearchWeights weights)
            implements SearchSettingsCommand {}

    /// Sets what a code stands for, as a whole.
    record DefineCuration(
            @TargetAggregateIdentifier SearchSettingsId settingsId, String code, Curation curation)
            implements SearchSettingsCommand {}

    record RemoveCuration(@TargetAggregateIdentifier SearchSettingsId settingsId, String code)
            implements SearchSettingsCommand {}
}
