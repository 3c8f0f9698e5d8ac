/// Decides which brands the shop has, what each is called, which slug leads to it and in which
/// order they are shown. All of them are one aggregate, for no two may have the same name or slug.
///
/// `docs/states/brand.md` has what each command does in each state.
@NullMarked
package io.cartulary.command.brand;

import org.jspecify.annotations.NullMarked;
