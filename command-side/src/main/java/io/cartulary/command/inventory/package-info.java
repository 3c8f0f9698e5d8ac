/// Decides how many pieces of a SKU are in which warehouse, are promised to orders and are sold.
/// What can be sold is what is on hand less what is promised, and is never negative; what may be
/// sold beyond that waits in a queue for the next pieces. A stock item stays small however many
/// orders it serves: it keeps open promises, and remembers only the last few closed orders,
/// adjustments and transfers to recognise a repeat.
///
/// The main line: `RegisterStockItem`, then `AdjustStock` with each delivery; for an order
/// `ReserveStock`, and `ConfirmReservation` when it is paid, or `ReleaseReservation`; what comes
/// back of it is `ReturnSoldStock` or `ReturnSoldPieces`.
///
/// `docs/states/inventory.md` has what each command does in each state.
@NullMarked
package io.cartulary.command.inventory;

import org.jspecify.annotations.NullMarked;
