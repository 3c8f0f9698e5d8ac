/// Decides which attributes products have, and which values: staff define attributes and sets of
/// them, and the values of products are checked against these definitions, whichever way a product
/// comes. What is not defined yet is refused, except from files: their importers define it as a
/// text.
///
/// `docs/states/attribute.md` has what each command does in each state.
@NullMarked
package io.cartulary.command.attribute;

import org.jspecify.annotations.NullMarked;
