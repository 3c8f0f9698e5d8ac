package io.cartulary.command.customer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.customer.CustomerCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.Personal;
import io.cartulary.events.customer.AddressId;
import io.cartulary.events.customer.CustomerAddress;
import io.cartulary.events.customer.CustomerEvent.*;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.customer.Profile;
import io.cartulary.events.order.NoteId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// One customer, who exists as soon as something is said about them.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Customer {

    @AggregateIdentifier private @Nullable CustomerId customerId;

    private @Nullable Personal<Profile> profile;

    /// The one kept longest first.
    private LinkedHashMap<AddressId, @Nullable Personal<CustomerAddress>> addresses =
            new LinkedHashMap<>();

    private @Nullable AddressId shipping;
    private @Nullable AddressId billing;
    private Set<CustomerId> guests = new HashSet<>();
    private List<String> tags = List.of();
    private Set<NoteId> notes = new HashSet<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ChangeProfile command) {
        if (!command.profile().equals(profile)) {
            apply(new ProfileChanged(command.customerId(), command.profile()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(AddAddress command) {
        if (addresses.containsKey(command.addressId())) {
            return;
        }
        if (addresses.size() == CustomerCommand.MOST_ADDRESSES) {
            throw new CommandRejected(CustomerRejection.TOO_MANY_ADDRESSES);
        }
        apply(new AddressAdded(command.customerId(), command.addressId(), command.address()));
        choose(command.customerId(), command.addressId(), command.defaultFor());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ChangeAddress command) {
        if (!addresses.containsKey(command.addressId())) {
            throw new CommandRejected(CustomerRejection.ADDRESS_UNKNOWN);
        }
        if (!command.address().equals(addresses.get(command.addressId()))) {
            apply(new AddressChanged(command.customerId(), command.addressId(), command.address()));
        }
        choose(command.customerId(), command.addressId(), command.defaultFor());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RemoveAddress command) {
        if (addresses.containsKey(command.addressId())) {
            apply(new AddressRemoved(command.customerId(), command.addressId()));
            var first = addresses.isEmpty() ? null : addresses.firstEntry().getKey();
            choose(
                    command.customerId(),
                    isKept(shipping) ? shipping : first,
                    isKept(billing) ? billing : first);
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(TakeOverGuests command) {
        var others = command.guests().stream().filter(guest -> !guests.contains(guest)).toList();
        if (!others.isEmpty()) {
            apply(new GuestsTakenOver(command.customerId(), others));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(TagCustomer command) {
        if (!tags.equals(command.tags())) {
            apply(new CustomerTagged(command.customerId(), command.tags()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(AddCustomerNote command) {
        if (!notes.contains(command.noteId())) {
            apply(new CustomerNoteAdded(command.customerId(), command.noteId(), command.text()));
        }
    }

    private void choose(CustomerId customer, AddressId address, DefaultFor defaultFor) {
        choose(
                customer,
                shipping == null || defaultFor.shipping() ? address : shipping,
                billing == null || defaultFor.billing() ? address : billing);
    }

    private void choose(
            CustomerId customer, @Nullable AddressId forShipping, @Nullable AddressId forBilling) {
        if (!Objects.equals(shipping, forShipping) || !Objects.equals(billing, forBilling)) {
            apply(new DefaultAddressesChosen(customer, forShipping, forBilling));
        }
    }

    private boolean isKept(@Nullable AddressId address) {
        return address != null && addresses.containsKey(address);
    }

    /// What was erased cannot be stored again, in a snapshot neither.
    private static <T> @Nullable Personal<T> unlessErased(Personal<T> value) {
        return value.orNull() == null ? null : value;
    }

    @EventSourcingHandler
    void evolve(ProfileChanged event) {
        customerId = event.customerId();
        profile = unlessErased(event.profile());
    }

    @EventSourcingHandler
    void evolve(AddressAdded event) {
        customerId = event.customerId();
        addresses.put(event.addressId(), unlessErased(event.address()));
    }

    @EventSourcingHandler
    void evolve(AddressChanged event) {
        addresses.put(event.addressId(), unlessErased(event.address()));
    }

    @EventSourcingHandler
    void evolve(AddressRemoved event) {
        addresses.remove(event.addressId());
    }

    @EventSourcingHandler
    void evolve(DefaultAddressesChosen event) {
        shipping = event.shipping();
        billing = event.billing();
    }

    @EventSourcingHandler
    void evolve(GuestsTakenOver event) {
        customerId = event.customerId();
        guests.addAll(event.guests());
    }

    @EventSourcingHandler
    void evolve(CustomerTagged event) {
        customerId = event.customerId();
        tags = event.tags();
    }

    @EventSourcingHandler
    void evolve(CustomerNoteAdded event) {
        customerId = event.customerId();
        notes.add(event.noteId());
    }
}
