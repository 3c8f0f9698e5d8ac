package io.cartulary.command.account;

import io.cartulary.command.account.service.AccountAccess;
import io.cartulary.command.account.token.AccessTokenIssuer;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.access.token.AccessTokens;
import io.cartulary.web.version.Unversioned;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Lets staff act for a customer, by a token of the customer that names who has it.
@RestController
class OnBehalfController {

    private final AccountAccess access;
    private final AccessTokenIssuer accessTokens;

    OnBehalfController(AccountAccess access, AccessTokenIssuer accessTokens) {
        this.access = access;
        this.accessTokens = accessTokens;
    }

    record OnBehalfToken(String accessToken, String tokenType, long expiresIn) {

        @Override
        public String toString() {
            return "OnBehalfToken";
        }
    }

    @Unversioned
    @OpenTo(staff = Permission.ON_BEHALF)
    @PostMapping("/api/v1/admin/customers/{customerId}/access-token")
    ResponseEntity<OnBehalfToken> open(@PathVariable CustomerId customerId) {
        var staff = CurrentLogIn.get();
        var customer = AccountId.of(customerId);
        access.requireCustomer(customer);
        var token = accessTokens.issueOnBehalf(customer, staff.accountId(), staff.sessionId());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new OnBehalfToken(token, "Bearer", AccessTokens.VALID_FOR.toSeconds()));
    }
}
