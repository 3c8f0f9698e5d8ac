package io.cartulary.events.description;

import io.cartulary.events.customer.CustomerEvent;
import io.cartulary.events.customer.CustomerEvent.*;

/// Says what happened to customers.
final class CustomerDescriptions {

    private CustomerDescriptions() {}

    static String describe(CustomerEvent event) {
        return switch (event) {
            case ProfileChanged _ -> "The profile was changed";
            case AddressAdded(_, var address, _) -> "%s was added".formatted(address);
            case AddressChanged(_, var address, _) -> "%s was changed".formatted(address);
            case AddressRemoved(_, var address) -> "%s was removed".formatted(address);
            case DefaultAddressesChosen(_, var shipping, var billing) ->
                    shipping == null
                            ? "There is no default address any more"
                            : "Goods go to %s and invoices to %s by default"
                                    .formatted(shipping, billing);
            case GuestsTakenOver(_, var guests) ->
                    "The orders of %d guests were taken over".formatted(guests.size());
            case CustomerTagged(_, var tags) ->
                    "The tags are now: %s".formatted(String.join(", ", tags));
            case CustomerNoteAdded(_, var note, _) -> "%s was written".formatted(note);
        };
    }
}
