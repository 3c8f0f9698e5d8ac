/// Decides what the tree of categories looks like: which category stands below which, what each is
/// called, and which slug leads to it. All of it is one aggregate, for what must hold, holds of the
/// tree as a whole: no category below itself, no two of the same name side by side.
///
/// `docs/states/category.md` has what each command does in each state.
@NullMarked
package io.cartulary.command.category;

import org.jspecify.annotations.NullMarked;
