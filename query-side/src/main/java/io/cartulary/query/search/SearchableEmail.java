package io.cartulary.query.search;

import io.cartulary.web.access.Signatures;
import java.util.Locale;
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
        return signatures.keyedHash(PURPOSE, email.strip().toLowerCase(Locale.ROOT));
    }
}
