package io.cartulary.command.customer;

import io.cartulary.command.customer.CustomerCommand.*;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.Personal;
import io.cartulary.events.Text;
import io.cartulary.events.customer.AddressId;
import io.cartulary.events.customer.CustomerAddress;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CurrentAccount;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.page.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The addresses that the person who is logged in keeps.
@RestController
class AddressController {

    private static final String ADDRESSES = "/api/v1/users/{userId}/addresses";

    private final CommandGateway commands;
    private final CustomerRecords customers;

    AddressController(CommandGateway commands, CustomerRecords customers) {
        this.commands = commands;
        this.customers = customers;
    }

    /// @param postalCode absent where the country does not ask for one, as in Hong Kong
    /// @param country ISO 3166-1 alpha-2
    /// @param defaultShipping whether goods go there from now on unless the customer says otherwise
    /// @param defaultBilling whether invoices do
    record AddressEntry(
            @NotBlank @Text(max = 100) String firstName,
            @NotBlank @Text(max = 100) String lastName,
            @Nullable @Text(max = 100) String company,
            @NotBlank @Text(max = 200) String line1,
            @Nullable @Text(max = 200) String line2,
            @NotBlank @Text(max = 100) String city,
            @Nullable @Text(max = 100) String region,
            @Nullable @Text(max = 20) String postalCode,
            @NotNull @Pattern(regexp = "[A-Z]{2}") String country,
            @Nullable @Text(max = 40) String phone,
            boolean defaultShipping,
            boolean defaultBilling) {

        AddressEntry {
            if (postalCode == null && country != null && PostalCodes.areAskedFor(country)) {
                throw new InvalidValue("postalCode", "is required in " + country);
            }
        }

        Personal<CustomerAddress> of(CustomerId customer) {
            return Personal.of(
                    customer.value(),
                    new CustomerAddress(
                            firstName,
                            lastName,
                            company,
                            line1,
                            line2,
                            city,
                            region,
                            postalCode,
                            country,
                            phone));
        }

        DefaultFor defaultFor() {
            return new DefaultFor(defaultShipping, defaultBilling);
        }
    }

    record AddedAddress(AddressId addressId) {}

    @OpenTo(Caller.CUSTOMER)
    @GetMapping(ADDRESSES)
    ResponseEntity<Page<CustomerRecord.KeptAddress>> list(@PathVariable String userId) {
        var customer = customers.find(customer(userId));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(customer.entityTag().orElse(null))
                .body(Page.whole(customer.addresses()));
    }

    @OpenTo(Caller.CUSTOMER)
    @PostMapping(ADDRESSES)
    ResponseEntity<AddedAddress> add(
            @PathVariable String userId, @Valid @RequestBody AddressEntry body, NewIds ids) {
        var customer = customer(userId);
        var added = new AddressId(ids.next("address-"));
        commands.sendAndWait(new AddAddress(customer, added, body.of(customer), body.defaultFor()));
        return ResponseEntity.created(URI.create("/api/v1/users/%s/addresses".formatted(customer)))
                .body(new AddedAddress(added));
    }

    @OpenTo(Caller.CUSTOMER)
    @PutMapping(ADDRESSES + "/{addressId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(
            @PathVariable String userId,
            @PathVariable AddressId addressId,
            @Valid @RequestBody AddressEntry body) {
        var customer = customer(userId);
        commands.sendAndWait(
                new ChangeAddress(customer, addressId, body.of(customer), body.defaultFor()));
    }

    @OpenTo(Caller.CUSTOMER)
    @DeleteMapping(ADDRESSES + "/{addressId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String userId, @PathVariable AddressId addressId) {
        commands.sendAndWait(new RemoveAddress(customer(userId), addressId));
    }

    private static CustomerId customer(String userId) {
        return CurrentAccount.named(userId).accountId().customer();
    }
}
