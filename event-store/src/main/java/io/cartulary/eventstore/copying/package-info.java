/// Carries the events of a shop that is stopped from one store to the other.
@NullMarked
package io.cartulary.eventstore.copying;

import org.jspecify.annotations.NullMarked;
