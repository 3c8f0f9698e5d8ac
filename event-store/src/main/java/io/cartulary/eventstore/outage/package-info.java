/// Distinguishing a server that is away from a fault of the data, and logging an outage once.
@NullMarked
package io.cartulary.eventstore.outage;

import org.jspecify.annotations.NullMarked;
