/// How the processors of this side fare: those that follow the events to go on with orders, to fill
/// decision tables, to number invoices.
///
/// They keep their positions in the event store's database, so any node can show all. An event that
/// a processor cannot handle is parked there too; a server that is away is waited for.
@NullMarked
package io.cartulary.command.processing;

import org.jspecify.annotations.NullMarked;
