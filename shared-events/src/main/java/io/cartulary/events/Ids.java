package io.cartulary.events;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.regex.Pattern;

/// The form all identifiers share: a prefix that keeps different aggregates apart in the event
/// store, then a tail.
public final class Ids {

    private static final Pattern TAIL = Pattern.compile("[A-Za-z0-9._-]{1,80}");

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

    /// Refuses anything that is not `prefix` followed by 1 to 80 letters, digits, dots, dashes or
    /// underscores.
    public static String check(String prefix, String value) {
        if (!value.startsWith(prefix)
                || !TAIL.matcher(value).region(prefix.length(), value.length()).matches()) {
            throw new IllegalArgumentException(
                    "not an identifier of the form %s…: %s".formatted(prefix, value));
        }
        return value;
    }
}
