package io.cartulary.events.credit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;
import io.cartulary.events.customer.CustomerId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// Identifies a gift card or one customer's store credit in one currency.
public record CreditAccountId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "credit-";
    private static final int DIGEST_LENGTH = 40;

    @JsonCreator
    public CreditAccountId {
        Ids.check(PREFIX, value);
    }

    /// The account of the gift card with this code, whatever its letters' case and its dashes. A
    /// code has 80 random bits, so no one finds it from its digest.
    public static CreditAccountId ofGiftCard(String code) {
        return new CreditAccountId(PREFIX + "card-" + digest(normalized(code)));
    }

    /// @param currency ISO 4217
    public static CreditAccountId ofStoreCredit(CustomerId customer, String currency) {
        return new CreditAccountId(PREFIX + "store-" + digest(customer.value()) + "-" + currency);
    }

    private static String normalized(String code) {
        return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
