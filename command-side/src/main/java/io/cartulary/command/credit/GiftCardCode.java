package io.cartulary.command.credit;

import io.cartulary.events.InvalidValue;
import io.cartulary.web.access.Signatures;
import java.util.Base64;
import java.util.regex.Pattern;

/// A gift card's code, `ABCD-EFGH-JKLM-NPQR`: 16 of 32 letters and digits that no one mistakes for
/// each other, 80 bits. It is as good as cash: it is shown once and kept nowhere.
record GiftCardCode(String text) {

    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final Pattern FORM =
            Pattern.compile("([A-HJ-NP-Z2-9]{4}[- ]?){4}", Pattern.CASE_INSENSITIVE);
    private static final int LENGTH = 16;
    private static final int GROUP = 4;

    GiftCardCode {
        if (!FORM.matcher(text).matches()) {
            throw new InvalidValue("not a gift card's code, ABCD-EFGH-JKLM-NPQR");
        }
    }

    /// The code of the card that a request issues; the same request repeated gets the same code.
    static GiftCardCode of(Signatures signatures, String request) {
        var random = Base64.getUrlDecoder().decode(signatures.keyedHash("gift-card-code", request));
        var code = new StringBuilder();
        for (var index = 0; index < LENGTH; index++) {
            code.append(index > 0 && index % GROUP == 0 ? "-" : "")
                    .append(ALPHABET.charAt(Byte.toUnsignedInt(random[index]) % ALPHABET.length()));
        }
        return new GiftCardCode(code.toString());
    }

    String lastCharacters() {
        return text.substring(text.length() - GROUP);
    }
}
