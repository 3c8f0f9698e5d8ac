package io.cartulary.query.ranking;

/// Everything one can ask about the settings of the search.
public sealed interface SearchSettingsQuery {

    /// What holds now.
    record FindSearchSettings() implements SearchSettingsQuery {}
}
