package io.cartulary.query.search.order;

import io.cartulary.events.customer.EmailAddresses;
import io.cartulary.web.access.Signatures;
import org.springframework.stereotype.Component;

/// The form in which an e-mail address stands in an index: equal for equal addresses, and not to be
/// turned back without the platform's secret.
@Component
class SearchableEmail {

    private static final String PURPOSE = "order-search-email";

    private final Signatures signatures;

    SearchableEmail(Signatures signatures) {
        this.signatures = signatures;
    }

    String of(String email) {
        return signatures.keyedHash(PURPOSE, EmailAddresses.normalised(email));
    }
}
