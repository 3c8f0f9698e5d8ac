/// Decides which collections of products the shop has: what each is called, which slug leads to it,
/// in which order they are shown, and what is in each, by hand or by a rule. All of them are one
/// aggregate, for no two may have the same name or slug.
///
/// `docs/states/collection.md` has what each command does in each state.
@NullMarked
package io.cartulary.command.collection;

import org.jspecify.annotations.NullMarked;
