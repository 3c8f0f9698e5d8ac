/// What ends by itself when no one does anything: promises of stock, carts, orders that no one
/// pays.
///
/// Each kind has a table with one row for each of it: not before when it is to be looked at. The
/// events fill it in batches, and every node asks those that are due, which decide for themselves.
/// So it costs nothing in the transaction of a command, and is as durable as the events.
@NullMarked
package io.cartulary.command.expiry;

import org.jspecify.annotations.NullMarked;
