/// Decides how many pieces of a SKU are in which warehouse, are promised to orders and are sold.
/// What can be sold is what is on hand less what is promised, and is never negative; what may be
/// sold beyond that waits in a queue for the next pieces. A stock item stays small however many
/// orders it serves: it keeps open promises, and remembers only the last few closed orders,
/// adjustments and transfers to tell a repeat.
///
/// # StockItem, as one order sees it
///
/// Commands on a SKU that is not in stock-keeping are answered with *not found*, except
/// `RegisterStockItem`. *Empty* is a SKU that nothing was ever delivered of. An order that was
/// closed long ago is *unknown* again. The promise of this table does not end by itself; one that
/// does goes from *promised* to *expired* with `ExpireReservations`. A *bundle* answers what an
/// order asks of it with its parts, and `StockOfOrder` asks those instead.
///
/// | from | command | to |
/// |---|---|---|
/// | missing | RegisterStockItem | empty |
/// | empty | RegisterStockItem | empty, nothing new |
/// | empty | AdjustStock | unknown |
/// | empty | TransferStock | refused NOT_ENOUGH_IN_WAREHOUSE |
/// | empty | AgreeStockPolicy | empty |
/// | empty | DefineBundle | bundle |
/// | empty | ReadParts | empty, nothing new |
/// | empty | ReadAwaited | empty, nothing new |
/// | empty | ReserveStock | refused OUT_OF_STOCK |
/// | empty | ConfirmReservation | refused NOT_RESERVED |
/// | empty | ReleaseReservation | empty, nothing new |
/// | empty | ExpireReservations | empty, nothing new |
/// | empty | ReturnSoldStock | returned |
/// | empty | ReturnSoldPieces | unknown |
/// | unknown | RegisterStockItem | unknown, nothing new |
/// | unknown | AdjustStock | unknown |
/// | unknown | TransferStock | unknown |
/// | unknown | AgreeStockPolicy | unknown |
/// | unknown | DefineBundle | refused HAS_STOCK |
/// | unknown | ReadParts | unknown, nothing new |
/// | unknown | ReadAwaited | unknown, nothing new |
/// | unknown | ReserveStock | promised |
/// | unknown | ConfirmReservation | refused NOT_RESERVED |
/// | unknown | ReleaseReservation | unknown, nothing new |
/// | unknown | ExpireReservations | unknown, nothing new |
/// | unknown | ReturnSoldStock | returned |
/// | unknown | ReturnSoldPieces | unknown |
/// | promised | RegisterStockItem | promised, nothing new |
/// | promised | AdjustStock | promised |
/// | promised | TransferStock | promised |
/// | promised | AgreeStockPolicy | promised |
/// | promised | DefineBundle | refused HAS_STOCK |
/// | promised | ReadParts | promised, nothing new |
/// | promised | ReadAwaited | promised, nothing new |
/// | promised | ReserveStock | promised, nothing new |
/// | promised | ConfirmReservation | sold |
/// | promised | ReleaseReservation | released |
/// | promised | ExpireReservations | promised, nothing new |
/// | promised | ReturnSoldStock | released |
/// | promised | ReturnSoldPieces | promised, nothing new |
/// | sold | RegisterStockItem | sold, nothing new |
/// | sold | AdjustStock | sold |
/// | sold | TransferStock | sold |
/// | sold | AgreeStockPolicy | sold |
/// | sold | DefineBundle | refused HAS_STOCK |
/// | sold | ReadParts | sold, nothing new |
/// | sold | ReadAwaited | sold, nothing new |
/// | sold | ReserveStock | sold, nothing new |
/// | sold | ConfirmReservation | sold, nothing new |
/// | sold | ReleaseReservation | refused ALREADY_SOLD |
/// | sold | ExpireReservations | sold, nothing new |
/// | sold | ReturnSoldStock | returned |
/// | sold | ReturnSoldPieces | sold |
/// | released | RegisterStockItem | released, nothing new |
/// | released | AdjustStock | released |
/// | released | TransferStock | released |
/// | released | AgreeStockPolicy | released |
/// | released | DefineBundle | refused HAS_STOCK |
/// | released | ReadParts | released, nothing new |
/// | released | ReadAwaited | released, nothing new |
/// | released | ReserveStock | released, nothing new |
/// | released | ConfirmReservation | refused NOT_RESERVED |
/// | released | ReleaseReservation | released, nothing new |
/// | released | ExpireReservations | released, nothing new |
/// | released | ReturnSoldStock | released, nothing new |
/// | released | ReturnSoldPieces | released, nothing new |
/// | expired | RegisterStockItem | expired, nothing new |
/// | expired | AdjustStock | expired |
/// | expired | TransferStock | expired |
/// | expired | AgreeStockPolicy | expired |
/// | expired | DefineBundle | refused HAS_STOCK |
/// | expired | ReadParts | expired, nothing new |
/// | expired | ReadAwaited | expired, nothing new |
/// | expired | ReserveStock | expired, nothing new |
/// | expired | ConfirmReservation | sold |
/// | expired | ReleaseReservation | expired, nothing new |
/// | expired | ExpireReservations | expired, nothing new |
/// | expired | ReturnSoldStock | expired, nothing new |
/// | expired | ReturnSoldPieces | expired, nothing new |
/// | returned | RegisterStockItem | returned, nothing new |
/// | returned | AdjustStock | returned |
/// | returned | TransferStock | returned |
/// | returned | AgreeStockPolicy | returned |
/// | returned | DefineBundle | refused HAS_STOCK |
/// | returned | ReadParts | returned, nothing new |
/// | returned | ReadAwaited | returned, nothing new |
/// | returned | ReserveStock | returned, nothing new |
/// | returned | ConfirmReservation | returned, nothing new |
/// | returned | ReleaseReservation | returned, nothing new |
/// | returned | ExpireReservations | returned, nothing new |
/// | returned | ReturnSoldStock | returned, nothing new |
/// | returned | ReturnSoldPieces | returned, nothing new |
/// | bundle | RegisterStockItem | bundle, nothing new |
/// | bundle | AdjustStock | refused IS_BUNDLE |
/// | bundle | TransferStock | refused IS_BUNDLE |
/// | bundle | AgreeStockPolicy | refused IS_BUNDLE |
/// | bundle | DefineBundle | bundle, nothing new |
/// | bundle | ReadParts | bundle, nothing new |
/// | bundle | ReadAwaited | bundle, nothing new |
/// | bundle | ReserveStock | bundle, nothing new |
/// | bundle | ConfirmReservation | bundle, nothing new |
/// | bundle | ReleaseReservation | bundle, nothing new |
/// | bundle | ExpireReservations | bundle, nothing new |
/// | bundle | ReturnSoldStock | bundle, nothing new |
/// | bundle | ReturnSoldPieces | bundle, nothing new |
@NullMarked
package io.cartulary.command.inventory;

import org.jspecify.annotations.NullMarked;
