package io.cartulary.command.customer;

import io.cartulary.command.customer.CustomerRecord.KeptAddress;
import io.cartulary.events.customer.AddressId;
import io.cartulary.events.customer.CustomerAddress;
import io.cartulary.events.customer.CustomerEvent.*;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.customer.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what is personal about a customer from their events, each time it is asked for.
@Component
public class CustomerRecords {

    private final EventStore events;

    CustomerRecords(EventStore events) {
        this.events = events;
    }

    public CustomerRecord find(CustomerId customer) {
        var reading = new Reading();
        events.readEvents(customer.value(), 0)
                .asStream()
                .forEach(event -> reading.on(event.getPayload(), event.getSequenceNumber()));
        return reading.record(customer);
    }

    private static final class Reading {

        private final Map<AddressId, CustomerAddress> addresses = new LinkedHashMap<>();
        private OptionalLong version = OptionalLong.empty();
        private Profile profile = Profile.EMPTY;
        private @Nullable AddressId shipping;
        private @Nullable AddressId billing;

        void on(Object event, long number) {
            version = OptionalLong.of(number);
            switch (event) {
                case ProfileChanged(_, var changed) -> {
                    var known = changed.orNull();
                    profile = known == null ? Profile.EMPTY : known;
                }
                case AddressAdded(_, var address, var added) -> keep(address, added.orNull());
                case AddressChanged(_, var address, var changed) -> keep(address, changed.orNull());
                case AddressRemoved(_, var address) -> addresses.remove(address);
                case DefaultAddressesChosen(_, var forShipping, var forBilling) -> {
                    shipping = forShipping;
                    billing = forBilling;
                }
                default -> {
                    // says nothing about them
                }
            }
        }

        private void keep(AddressId addressId, @Nullable CustomerAddress address) {
            if (address != null) {
                addresses.put(addressId, address);
            }
        }

        CustomerRecord record(CustomerId customer) {
            var kept = new ArrayList<KeptAddress>();
            addresses.forEach((addressId, address) ->
                    kept.add(
                            new KeptAddress(
                                    addressId,
                                    address,
                                    addressId.equals(shipping),
                                    addressId.equals(billing))));
            return new CustomerRecord(customer, version, profile, kept);
        }
    }
}
