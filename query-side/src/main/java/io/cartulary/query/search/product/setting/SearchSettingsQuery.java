package io.cartulary.query.search.product.setting;

/// Everything one can ask about the settings of the search.
public sealed interface SearchSettingsQuery {

    /// What holds now.
    record FindSearchSettings() implements SearchSettingsQuery {}
}
