package io.cartulary.command.account.credential;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hashes of passwords that other systems made, in the form in which [Passwords] compares them. One
/// that would keep a processor busy for long, or take much memory, is not taken: with such hashes a
/// file could stop the shop at a few log-ins.
public final class ForeignHash {

    private static final Pattern BCRYPT =
            Pattern.compile("\\$2[aby]\\$(?<cost>\\d{2})\\$[./A-Za-z0-9]{53}");
    private static final Pattern ARGON2 =
            Pattern.compile(
                    "\\$argon2(?:id|i|d)\\$v=19\\$m=(?<memory>\\d{1,7}),t=(?<time>\\d{1,2}),p=(?<threads>\\d{1,2})"
                            + "\\$(?<salt>[A-Za-z0-9+/]{11,64})\\$(?<hash>[A-Za-z0-9+/]{22,90})");
    private static final int LEAST_COST = 4;
    private static final int MOST_COST = 15;
    private static final int MOST_KIBIBYTES = 65_536;
    private static final int MOST_PASSES = 10;
    private static final int MOST_THREADS = 8;

    private ForeignHash() {}

    /// @param text as bcrypt, argon2 (PHC form) or Django's PBKDF2 write it
    public static Optional<String> read(String text) {
        var bcrypt = BCRYPT.matcher(text);
        if (bcrypt.matches()) {
            return Optional.of("{bcrypt}" + text)
                    .filter(_ -> is(bcrypt, "cost", LEAST_COST, MOST_COST));
        }
        var argon2 = ARGON2.matcher(text);
        if (argon2.matches()) {
            return Optional.of("{argon2}" + text)
                    .filter(_ ->
                            is(argon2, "memory", 8, MOST_KIBIBYTES)
                                    && is(argon2, "time", 1, MOST_PASSES)
                                    && is(argon2, "threads", 1, MOST_THREADS)
                                    && isBase64(argon2.group("salt"))
                                    && isBase64(argon2.group("hash")));
        }
        return Pbkdf2Hashes.isUsable(text) ? Optional.of("{pbkdf2}" + text) : Optional.empty();
    }

    private static boolean is(Matcher found, String part, int least, int most) {
        var number = Integer.parseInt(found.group(part));
        return number >= least && number <= most;
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
