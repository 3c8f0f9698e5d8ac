/// Commands by way of Axon Server, where `cartulary.event-store` names it.
@NullMarked
package io.cartulary.eventstore.axonserver;

import org.jspecify.annotations.NullMarked;
