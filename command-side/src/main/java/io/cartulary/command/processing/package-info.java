/// How the processors of this side fare: those that follow the events to go on with orders, to fill
/// decision tables, to number invoices.
///
/// They keep their positions in the event store's database, so any node can tell of all. A
/// processor that cannot handle an event stays where it is and tries again until it can.
@NullMarked
package io.cartulary.command.processing;

import org.jspecify.annotations.NullMarked;
