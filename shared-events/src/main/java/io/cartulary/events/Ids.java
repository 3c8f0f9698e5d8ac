package io.cartulary.events;

import com.github.f4b6a3.uuid.UuidCreator;

/// The form all identifiers share: a prefix that keeps different aggregates apart in the event
/// store, then a tail.
public final class Ids {

    /// Characters of an identifier, its prefix among them.
    public static final int LONGEST = 100;

    private Ids() {}

    /// A new identifier whose order is the order of creation (UUIDv7).
    public static String next(String prefix) {
        return prefix + UuidCreator.getTimeOrderedEpoch();
    }

    /// The identifier that the same name always gets (UUIDv5), so that an import that is repeated
    /// meets what it made.
    public static String named(String prefix, String name) {
        return prefix
                + UuidCreator.getNameBasedSha1(UuidCreator.NAMESPACE_OID, "cartulary:" + name);
    }

    /// Refuses anything that is not `prefix` followed by letters, digits, dots, dashes or
    /// underscores, or longer than [#LONGEST].
    public static String check(String prefix, String value) {
        if (!value.startsWith(prefix)
                || value.length() == prefix.length()
                || value.length() > LONGEST
                || !isAllowed(value, prefix.length())) {
            throw new InvalidValue(
                    "must be an identifier of the form %s…, was %s"
                            .formatted(prefix, InvalidValue.excerpt(value)));
        }
        return value;
    }

    /// Without a regular expression: identifiers are checked some hundred times in a check-out.
    private static boolean isAllowed(String value, int from) {
        for (var at = from; at < value.length(); at++) {
            if (!isAllowed(value.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char letter) {
        return letter >= 'a' && letter <= 'z'
                || letter >= '0' && letter <= '9'
                || letter >= 'A' && letter <= 'Z'
                || letter == '-'
                || letter == '.'
                || letter == '_';
    }
}
