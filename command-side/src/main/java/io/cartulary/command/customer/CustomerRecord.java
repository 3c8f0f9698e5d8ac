package io.cartulary.command.customer;

import io.cartulary.events.customer.AddressId;
import io.cartulary.events.customer.CustomerAddress;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.customer.Profile;
import io.cartulary.web.version.EntityTag;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a customer said about themselves, and the addresses they keep, as long as it is not erased.
///
/// @param version number of the customer's last event; nothing for one without events
/// @param addresses the one kept longest first
public record CustomerRecord(
        CustomerId customerId, OptionalLong version, Profile profile, List<KeptAddress> addresses) {

    /// @param defaultShipping whether goods go there unless the customer says otherwise
    /// @param defaultBilling whether invoices do
    public record KeptAddress(
            AddressId addressId,
            CustomerAddress address,
            boolean defaultShipping,
            boolean defaultBilling) {}

    public Optional<CustomerAddress> address(AddressId addressId) {
        return addresses.stream()
                .filter(kept -> kept.addressId().equals(addressId))
                .map(KeptAddress::address)
                .findAny();
    }

    /// With which a change can say that it was made of this.
    public Optional<String> entityTag() {
        return version.isPresent()
                ? Optional.of(new EntityTag(customerId.value(), version.getAsLong()).text())
                : Optional.empty();
    }
}
