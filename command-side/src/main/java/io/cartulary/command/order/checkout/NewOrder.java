package io.cartulary.command.order.checkout;

import io.cartulary.command.customer.PostalCodes;
import io.cartulary.command.order.payment.NewPayment;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.customer.AddressId;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.PostalAddress;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What shoppers add to their cart to make it an order.
///
/// @param contact absent when it is that of the account
/// @param shippingAddressId one of the addresses that the shopper keeps, in place of another
/// @param billingAddress absent, and its identifier too, when it is the shipping address
/// @param expectedTotal what the shopper agreed to pay; without it the prices they were shown when
///   they put things in must still hold
@OneShippingAddress
record NewOrder(
        @ContactOfGuest @Valid @Nullable NewContact contact,
        @Valid @Nullable NewAddress shippingAddress,
        @Nullable AddressId shippingAddressId,
        @Valid @Nullable NewAddress billingAddress,
        @Nullable AddressId billingAddressId,
        @NotBlank @Size(max = 50) String shippingMethod,
        @NotNull @Valid NewPayment payment,
        @Nullable Money expectedTotal) {

    NewOrder {
        if (billingAddress != null && billingAddressId != null) {
            throw new InvalidValue("billingAddress", "must not be given with billingAddressId");
        }
    }

    record NewContact(
            @NotBlank @Email @Size(max = 254) String email,
            @Size(max = 40) @Nullable String phone) {

        Contact contact() {
            return new Contact(email, phone);
        }
    }

    /// @param postalCode absent where the country does not ask for one, as in Hong Kong
    /// @param country ISO 3166-1 alpha-2
    record NewAddress(
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 200) String line1,
            @Size(max = 200) @Nullable String line2,
            @NotBlank @Size(max = 100) String city,
            @Size(max = 100) @Nullable String region,
            @Size(max = 20) @Nullable String postalCode,
            @NotNull @Pattern(regexp = "[A-Z]{2}") String country) {

        NewAddress {
            if (postalCode == null && country != null && PostalCodes.areAskedFor(country)) {
                throw new InvalidValue("postalCode", "is required in " + country);
            }
        }

        PostalAddress address() {
            return new PostalAddress(name, line1, line2, city, region, postalCode, country);
        }
    }
}
