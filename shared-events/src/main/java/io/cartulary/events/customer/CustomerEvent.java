package io.cartulary.events.customer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import io.cartulary.events.StoredAs;
import io.cartulary.events.order.NoteId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that can happen to a customer.
public sealed interface CustomerEvent extends DomainEvent {

    CustomerId customerId();

    @Override
    @JsonIgnore
    default String aggregateId() {
        return customerId().value();
    }

    /// What a customer says about themselves, as a whole. Source: `ChangeProfile`.
    @StoredAs(name = "customer.ProfileChanged", revision = 1)
    record ProfileChanged(CustomerId customerId, Personal<Profile> profile)
            implements CustomerEvent {}

    /// The customer keeps another address. Source: `AddAddress`.
    @StoredAs(name = "customer.AddressAdded", revision = 1)
    record AddressAdded(
            CustomerId customerId, AddressId addressId, Personal<CustomerAddress> address)
            implements CustomerEvent {}

    /// The address is another one now. Source: `ChangeAddress`.
    @StoredAs(name = "customer.AddressChanged", revision = 1)
    record AddressChanged(
            CustomerId customerId, AddressId addressId, Personal<CustomerAddress> address)
            implements CustomerEvent {}

    /// The customer no longer keeps the address. Source: `RemoveAddress`.
    @StoredAs(name = "customer.AddressRemoved", revision = 1)
    record AddressRemoved(CustomerId customerId, AddressId addressId) implements CustomerEvent {}

    /// Which addresses goods and invoices go to unless the customer says otherwise; none once there
    /// is no address. Source: `AddAddress`, `ChangeAddress`, `RemoveAddress`.
    @StoredAs(name = "customer.DefaultAddressesChosen", revision = 1)
    record DefaultAddressesChosen(
            CustomerId customerId, @Nullable AddressId shipping, @Nullable AddressId billing)
            implements CustomerEvent {}

    /// What these guests ordered is the customer's: they came with the e-mail address that the
    /// customer's account has verified. Source: `TakeOverGuests`.
    @StoredAs(name = "customer.GuestsTakenOver", revision = 1)
    record GuestsTakenOver(CustomerId customerId, List<CustomerId> guests)
            implements CustomerEvent {}

    /// By which words staff find the customer from now on. Source: `TagCustomer`.
    @StoredAs(name = "customer.CustomerTagged", revision = 1)
    record CustomerTagged(CustomerId customerId, List<String> tags) implements CustomerEvent {}

    /// Staff wrote something down about the customer. Source: `AddCustomerNote`.
    @StoredAs(name = "customer.CustomerNoteAdded", revision = 1)
    record CustomerNoteAdded(CustomerId customerId, NoteId noteId, Personal<String> text)
            implements CustomerEvent {}
}
