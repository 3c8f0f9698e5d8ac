package io.cartulary.eventstore.axonserver;

import io.cartulary.eventstore.outage.StoreUnavailable;

/// The Axon Server holds other events than the ones that this shop's positions belong to. Nothing
/// is read from it or written to it.
public final class ForeignLog extends StoreUnavailable {

    ForeignLog(String what) {
        super(
                what
                        + " Positions kept in the databases mean nothing in another log: connect the server that has this"
                        + " shop's events, or restore them.",
                null);
    }
}
