package io.cartulary.command.customer;

import io.cartulary.events.Personal;
import io.cartulary.events.customer.AddressId;
import io.cartulary.events.customer.CustomerAddress;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.customer.Profile;
import io.cartulary.events.order.NoteId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// Everything one can ask of a customer.
public sealed interface CustomerCommand {

    /// The most addresses a customer keeps.
    int MOST_ADDRESSES = 50;

    @TargetAggregateIdentifier
    CustomerId customerId();

    record ChangeProfile(CustomerId customerId, Personal<Profile> profile)
            implements CustomerCommand {}

    /// The first address becomes the default for everything.
    record AddAddress(
            CustomerId customerId,
            AddressId addressId,
            Personal<CustomerAddress> address,
            DefaultFor defaultFor)
            implements CustomerCommand {}

    record ChangeAddress(
            CustomerId customerId,
            AddressId addressId,
            Personal<CustomerAddress> address,
            DefaultFor defaultFor)
            implements CustomerCommand {}

    /// Where it was the default, the one that the customer has kept longest takes its place.
    record RemoveAddress(CustomerId customerId, AddressId addressId) implements CustomerCommand {}

    /// Those who were taken over before change nothing.
    record TakeOverGuests(CustomerId customerId, List<CustomerId> guests)
            implements CustomerCommand {}

    /// @param tags all there are from now on
    record TagCustomer(CustomerId customerId, List<String> tags) implements CustomerCommand {}

    record AddCustomerNote(CustomerId customerId, NoteId noteId, Personal<String> text)
            implements CustomerCommand {}

    /// What an address becomes the default for. It stays what it was for the rest: another one has
    /// to take its place.
    record DefaultFor(boolean shipping, boolean billing) {

        public static final DefaultFor NOTHING = new DefaultFor(false, false);
    }
}
