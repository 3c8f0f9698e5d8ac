/// Orders that another system took and delivered before. They are kept apart from orders of this
/// shop from their first event on: nothing is held, paid or sent for them, and no saga follows
/// them.
///
/// `docs/states/imported-order.md` has what each command does in each state.
@NullMarked
package io.cartulary.command.importedorder;

import org.jspecify.annotations.NullMarked;
