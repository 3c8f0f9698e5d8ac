/// Decides what staff may set about the search: synonyms, weights, and curations of single texts.
/// All of it is one aggregate, so that two curations never claim the same text and the search can
/// hold it in memory. The query side follows its events.
///
/// `docs/states/search-settings.md` has what each command does in each state.
@NullMarked
package io.cartulary.command.search;

import org.jspecify.annotations.NullMarked;
