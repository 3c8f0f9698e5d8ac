package io.cartulary.command.account;

import io.cartulary.events.customer.CustomerAddress;
import io.cartulary.events.customer.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account that another shop had, with an address that it had verified.
///
/// @param passwordHash as [io.cartulary.command.account.credential.ForeignHash] reads it; without
///   one its owner sets a password by mail
public record ImportedAccount(
        String email,
        @Nullable String passwordHash,
        Profile profile,
        List<CustomerAddress> addresses) {

    @Override
    public String toString() {
        return "ImportedAccount";
    }
}
