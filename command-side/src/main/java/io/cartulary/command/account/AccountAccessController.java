package io.cartulary.command.account;

import io.cartulary.command.account.service.AccountAccess;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.version.Unversioned;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Whether customers may log in, as staff decide.
@RestController
class AccountAccessController {

    private final AccountAccess access;

    AccountAccessController(AccountAccess access) {
        this.access = access;
    }

    @Unversioned
    @OpenTo(staff = Permission.CUSTOMERS)
    @PostMapping("/api/v1/admin/customers/{customerId}/deactivation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deactivate(@PathVariable CustomerId customerId) {
        access.deactivate(AccountId.of(customerId));
    }

    @Unversioned
    @OpenTo(staff = Permission.CUSTOMERS)
    @PostMapping("/api/v1/admin/customers/{customerId}/activation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void activate(@PathVariable CustomerId customerId) {
        access.activate(AccountId.of(customerId));
    }
}
