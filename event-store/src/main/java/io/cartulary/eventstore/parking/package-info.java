/// What a processor does with an event that it cannot handle: it parks the event with its cause,
/// and everything else flows on.
@NullMarked
package io.cartulary.eventstore.parking;

import org.jspecify.annotations.NullMarked;
