/// Orders that another system took and delivered before. They are kept apart from orders of this
/// shop from their first event on: nothing is held, paid or sent for them, and no saga follows
/// them.
///
/// # State
///
/// | from | command | to |
/// |---|---|---|
/// | missing | ImportOrder | imported |
/// | imported | ImportOrder | imported, nothing new |
/// | imported | RecordImportedRefund | imported |
///
/// What is refunded beyond a line is refused REFUND_EXCEEDS_LINE or UNKNOWN_LINE; the same refund
/// changes nothing when it is recorded again.
@NullMarked
package io.cartulary.command.importedorder;

import org.jspecify.annotations.NullMarked;
