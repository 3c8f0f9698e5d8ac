package io.cartulary.embedded.paymentprovider;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a provider is started.
///
/// @param address the address to listen on; others than this machine reach it only if configured so
/// @param port 0 takes any free one
/// @param secret what shops show to be let in and what callbacks are signed with
/// @param late how long a charge with `tok_late` stays pending
/// @param child whether to stop when standard input ends, as it does when the parent process dies
record ProviderSettings(
        String address, int port, Path data, String secret, Duration late, boolean child) {

    static final String SECRET_VARIABLE = "PAYMENT_PROVIDER_SECRET";
    static final String USAGE =
            """
            PaymentProvider --data=DIR [--secret=S] [--port=8090] [--address=127.0.0.1] [--late=5s] [--parent]
            PaymentProvider ledger --data=DIR
            The secret is also taken from the variable PAYMENT_PROVIDER_SECRET.\
            """;

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    static ProviderSettings of(String[] arguments, Map<String, String> environment) {
        String address = "127.0.0.1";
        int port = 8090;
        Path data = null;
        String secret = environment.getOrDefault(SECRET_VARIABLE, "");
        Duration late = Duration.ofSeconds(5);
        boolean child = false;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String value = argument.substring(equals + 1);
            switch (equals < 0 ? argument : argument.substring(0, equals)) {
                case "--address" -> address = value;
                case "--port" -> port = port(value);
                case "--data" -> data = Path.of(value);
                case "--secret" -> secret = value;
                case "--late" -> late = duration(value);
                case "--parent" -> child = true;
                default -> throw new IllegalArgumentException("Unknown option " + argument);
            }
        }
        if (data == null) {
            throw new IllegalArgumentException("--data=DIR is missing");
        }
        return new ProviderSettings(address, port, data, secret, late, child);
    }

    private static int port(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 0xFFFF) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Reported below, as for a number out of range.
        }
        throw new IllegalArgumentException("--port must be a number from 0 to 65535");
    }

    private static Duration duration(String value) {
        Matcher simple = DURATION.matcher(value);
        if (simple.matches()) {
            long number = Long.parseLong(simple.group(1));
            return switch (simple.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
            };
        }
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException("--late must be a duration such as 5s or 500ms");
        }
    }
}
