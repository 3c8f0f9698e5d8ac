package io.cartulary.standalone;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// What was asked of `./start`.
sealed interface CommandLine {
    String HELP =
            """
            Usage: ./start [options]
                   ./start [options] import orders FILE      a legacy shop's orders (CSV, also .gz)
                   ./start [options] import products FILE    its products (JSON lines, also .gz)
                   ./start [options] import coupons FILE     its coupons (JSON lines, also .gz)
                   ./start [options] import check-orders FILE EXPECTED.json
                                                             whether its sales came in to the penny

              --port N      where the shop answers (default 8080)
              --data DIR    where everything is kept (default data, beside this script)
              --reset       empty that directory first: every order is lost
              --no-sample   do not load the sample shop at the first start
              --help        this text
            """;

    record Help() implements CommandLine {}

    /// Run the shop until it is stopped.
    record Start(Options options) implements CommandLine {}

    /// Take a legacy shop's records in.
    record Import(Kind kind, Path file, Options options) implements CommandLine {
        enum Kind {
            ORDERS,
            PRODUCTS,
            COUPONS
        }
    }

    /// Compare the sales of orders that were taken in with expected totals.
    record CheckOrders(Path file, Path expected, Options options) implements CommandLine {}

    record Options(int port, Path data, boolean reset, boolean sample) {}

    /// @param home the repository's directory, which the default data directory is in
    /// @throws CannotStart saying what was not understood
    static CommandLine parse(String[] args, Path home) {
        var words = new ArrayDeque<>(List.of(args));
        int port = 8080;
        Path data = home.resolve("data");
        boolean reset = false;
        boolean sample = true;
        while (!words.isEmpty() && words.getFirst().startsWith("-")) {
            String option = words.removeFirst();
            switch (option) {
                case "--help", "-h" -> {
                    return new Help();
                }
                case "--port" -> port = parsePort(valueOf(option, words));
                case "--data" ->
                        data = Path.of(valueOf(option, words)).toAbsolutePath().normalize();
                case "--reset" -> reset = true;
                case "--no-sample" -> sample = false;
                default ->
                        throw new CannotStart(
                                "Unknown option " + option + " (see ./start --help).");
            }
        }
        var options = new Options(port, data, reset, sample);
        return words.isEmpty() ? new Start(options) : parseSubCommand(List.copyOf(words), options);
    }

    private static CommandLine parseSubCommand(List<String> words, Options options) {
        if (words.size() == 4
                && words.getFirst().equals("import")
                && words.get(1).equals("check-orders")) {
            return new CheckOrders(
                    Path.of(words.get(2)).toAbsolutePath(),
                    Path.of(words.get(3)).toAbsolutePath(),
                    options);
        }
        if (words.size() == 3 && words.getFirst().equals("import")) {
            for (var kind : Import.Kind.values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(words.get(1))) {
                    return new Import(kind, Path.of(words.get(2)).toAbsolutePath(), options);
                }
            }
        }
        throw new CannotStart(
                "Unknown command \"" + String.join(" ", words) + "\" (see ./start --help).");
    }

    private static String valueOf(String option, Deque<String> words) {
        if (words.isEmpty()) {
            throw new CannotStart(option + " needs a value (see ./start --help).");
        }
        return words.removeFirst();
    }

    private static int parsePort(String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw new CannotStart("\"" + text + "\" is no port.");
        }
        return port;
    }
}
