package io.cartulary.events.customer;

import java.text.Normalizer;
import java.util.Locale;

/// Which e-mail addresses are one.
public final class EmailAddresses {

    private EmailAddresses() {}

    /// The form in which addresses are compared and hashed: capitals, blanks around it and how
    /// accents are composed make no other address.
    public static String normalised(String email) {
        return Normalizer.normalize(email.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
