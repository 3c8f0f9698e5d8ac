/// What follows the store: one tail that reads new events once for all readers of a process.
@NullMarked
package io.cartulary.eventstore.tail;

import org.jspecify.annotations.NullMarked;
