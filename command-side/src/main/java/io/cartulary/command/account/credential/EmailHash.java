package io.cartulary.command.account.credential;

import io.cartulary.events.customer.EmailAddresses;
import io.cartulary.web.access.Signatures;
import org.springframework.stereotype.Component;

/// The form in which an e-mail address is compared: equal for equal addresses, and not to be turned
/// back without the platform's secret.
@Component
public class EmailHash {

    private static final String PURPOSE = "account-email";

    private final Signatures signatures;

    EmailHash(Signatures signatures) {
        this.signatures = signatures;
    }

    public String of(String email) {
        return signatures.keyedHash(PURPOSE, EmailAddresses.normalised(email));
    }
}
