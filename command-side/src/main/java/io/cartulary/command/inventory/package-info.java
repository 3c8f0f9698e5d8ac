/// Decides how many pieces of a SKU are there, are promised to orders and are sold. What can be
/// sold is what is on hand less what is promised, and is never negative. A stock item stays small
/// however many orders it serves: it keeps open promises, and remembers only the last few closed
/// orders and adjustments to tell a repeat.
///
/// # StockItem, as one order sees it
///
/// Commands on a SKU that is not in stock-keeping are answered with *not found*, except
/// `RegisterStockItem`. An order that was closed long ago is *unknown* again.
///
/// | from | command | to |
/// |---|---|---|
/// | missing | RegisterStockItem | unknown |
/// | unknown | RegisterStockItem | unknown, nothing new |
/// | unknown | AdjustStock | unknown |
/// | unknown | ReserveStock | promised |
/// | unknown | ConfirmReservation | refused NOT_RESERVED |
/// | unknown | ReleaseReservation | unknown, nothing new |
/// | unknown | ReturnSoldStock | returned |
/// | promised | RegisterStockItem | promised, nothing new |
/// | promised | AdjustStock | promised |
/// | promised | ReserveStock | promised, nothing new |
/// | promised | ConfirmReservation | sold |
/// | promised | ReleaseReservation | released |
/// | promised | ReturnSoldStock | released |
/// | sold | RegisterStockItem | sold, nothing new |
/// | sold | AdjustStock | sold |
/// | sold | ReserveStock | sold, nothing new |
/// | sold | ConfirmReservation | sold, nothing new |
/// | sold | ReleaseReservation | refused ALREADY_SOLD |
/// | sold | ReturnSoldStock | returned |
/// | released | RegisterStockItem | released, nothing new |
/// | released | AdjustStock | released |
/// | released | ReserveStock | released, nothing new |
/// | released | ConfirmReservation | refused NOT_RESERVED |
/// | released | ReleaseReservation | released, nothing new |
/// | released | ReturnSoldStock | released, nothing new |
/// | returned | RegisterStockItem | returned, nothing new |
/// | returned | AdjustStock | returned |
/// | returned | ReserveStock | returned, nothing new |
/// | returned | ConfirmReservation | returned, nothing new |
/// | returned | ReleaseReservation | returned, nothing new |
/// | returned | ReturnSoldStock | returned, nothing new |
@NullMarked
package io.cartulary.command.inventory;

import org.jspecify.annotations.NullMarked;
