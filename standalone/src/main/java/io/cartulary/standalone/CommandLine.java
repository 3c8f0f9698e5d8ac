package io.cartulary.standalone;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What was asked of `./start`.
sealed interface CommandLine {
    String TIME_ZONE = "--time-zone";
    String EVENT_STORE = "--event-store";
    String AXON_SERVER = "--axon-server";
    String POSTGRES = "postgres";

    String HELP =
            """
            Usage: ./start [options]
                   ./start [options] import orders [--time-zone ZONE] FILE
                                                             a legacy shop's orders (CSV, also .gz)
                   ./start [options] import products FILE    its products (JSON lines, also .gz)
                   ./start [options] import coupons FILE     its coupons (JSON lines, also .gz)
                   ./start [options] import customers FILE   its customers with their passwords' hashes
                                                             (CSV or JSON lines, also .gz)
                   ./start [options] import check-orders [--time-zone ZONE] FILE EXPECTED.json
                                                             whether its sales came in to the penny
                   ./start [options] projections             how far every read model has come
                   ./start [options] projections rebuild NAME [EVENTS_PER_SECOND]
                                                             fill one beside the live one, compare both
                                                             and lead readers to it
                   ./start [options] projections show|pause|resume|cancel|compare|rollback|drop NAME
                                                             see docs/operations.md
                   ./start [options] projections throttle NAME EVENTS_PER_SECOND|off
                   ./start [options] projections accept|refuse NAME REASON
                                                             what becomes of a rebuild that differs
                   ./start [--data DIR] reset-admin          show a link to set the password of a
                                                             super_admin, when none can log in
                   ./start [--data DIR] events copy to HOST:PORT
                                                             carry a stopped shop's events from
                                                             PostgreSQL to that Axon Server
                   ./start [--data DIR] events copy from HOST:PORT
                                                             and back

              --port N      where the shop answers (default 8080)
              --data DIR    where everything is kept (default data, beside this script)
              --reset       empty that directory first: every order is lost
              --time-zone ZONE
                            of the shop's business days, for example Europe/London (default: this
                            machine's at the first start, then kept); after import: of the times in
                            the file (default: the shop's)
              --event-store postgres|axon-server
                            where events are kept (default postgres); the same at every start
              --axon-server HOST:PORT
                            of the Axon Server, several with commas between them
              --no-sample   do not load the sample shop at the first start
              --json-logs   write the log as JSON, one object a line (ECS)
              --help        this text
            """;

    record Help() implements CommandLine {}

    /// Run the shop until it is stopped.
    record Start(Options options) implements CommandLine {}

    /// Take a legacy shop's records in.
    record Import(Kind kind, Path file, @Nullable ZoneId timeZone, Options options)
            implements CommandLine {
        enum Kind {
            ORDERS,
            PRODUCTS,
            COUPONS,
            CUSTOMERS
        }
    }

    /// Compare the sales of orders that were taken in with expected totals.
    record CheckOrders(Path file, Path expected, @Nullable ZoneId timeZone, Options options)
            implements CommandLine {}

    /// Carry the events of a stopped shop to another store.
    ///
    /// @param toAxonServer whether from PostgreSQL, or else from there
    record CopyEvents(boolean toAxonServer, String axonServer, Options options)
            implements CommandLine {}

    /// Show or change how far read models have come.
    ///
    /// @param words what follows `projections`
    record Projections(List<String> words, Options options) implements CommandLine {}

    /// Show a link to set the password of a super_admin.
    record ResetAdmin(Options options) implements CommandLine {}

    /// @param axonServer where it is; events are in PostgreSQL when absent
    /// @param timeZone as it was given; what is kept, or else the machine's, when absent
    record Options(
            int port,
            Path data,
            boolean reset,
            @Nullable String axonServer,
            boolean sample,
            @Nullable ZoneId timeZone,
            boolean jsonLogs) {}

    /// @param home the repository's directory, which the default data directory is in
    /// @throws CannotStart saying what was not understood
    static CommandLine parse(String[] args, Path home) {
        var words = new ArrayDeque<>(List.of(args));
        int port = 8080;
        Path data = home.resolve("data");
        boolean reset = false;
        String eventStore = POSTGRES;
        String axonServer = null;
        boolean sample = true;
        ZoneId timeZone = null;
        boolean jsonLogs = false;
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
                case EVENT_STORE -> eventStore = parseEventStore(valueOf(option, words));
                case AXON_SERVER -> axonServer = parseServers(valueOf(option, words));
                case "--no-sample" -> sample = false;
                case "--json-logs" -> jsonLogs = true;
                case TIME_ZONE -> timeZone = parseZone(valueOf(option, words));
                default ->
                        throw new CannotStart(
                                "Unknown option " + option + " (see ./start --help).");
            }
        }
        if (eventStore.equals(POSTGRES) != (axonServer == null)) {
            throw new CannotStart(
                    "%s axon-server and %s HOST:PORT go together (see ./start --help)."
                            .formatted(EVENT_STORE, AXON_SERVER));
        }
        var options = new Options(port, data, reset, axonServer, sample, timeZone, jsonLogs);
        return words.isEmpty() ? new Start(options) : parseSubCommand(List.copyOf(words), options);
    }

    private static CommandLine parseSubCommand(List<String> given, Options options) {
        var words = new ArrayList<>(given);
        boolean orders =
                words.size() > 3
                        && words.getFirst().equals("import")
                        && List.of("orders", "check-orders").contains(words.get(1));
        ZoneId timeZone = null;
        if (orders && words.get(2).equals(TIME_ZONE)) {
            timeZone = parseZone(words.get(3));
            words.subList(2, 4).clear();
        }
        if (words.size() == 4
                && words.getFirst().equals("import")
                && words.get(1).equals("check-orders")) {
            return new CheckOrders(
                    Path.of(words.get(2)).toAbsolutePath(),
                    Path.of(words.get(3)).toAbsolutePath(),
                    timeZone,
                    options);
        }
        if (words.size() == 3 && words.getFirst().equals("import")) {
            for (var kind : Import.Kind.values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(words.get(1))) {
                    return new Import(
                            kind, Path.of(words.get(2)).toAbsolutePath(), timeZone, options);
                }
            }
        }
        if (words.size() == 4
                && words.subList(0, 2).equals(List.of("events", "copy"))
                && List.of("to", "from").contains(words.get(2))) {
            return new CopyEvents(words.get(2).equals("to"), parseServers(words.get(3)), options);
        }
        if (words.getFirst().equals("projections")
                && ProjectionsCommand.understands(words.subList(1, words.size()))) {
            return new Projections(List.copyOf(words.subList(1, words.size())), options);
        }
        if (words.equals(List.of("reset-admin"))) {
            return new ResetAdmin(options);
        }
        throw new CannotStart(
                "Unknown command \"" + String.join(" ", given) + "\" (see ./start --help).");
    }

    private static ZoneId parseZone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new CannotStart("\"" + text + "\" is no time zone; Europe/London is one.", e);
        }
    }

    private static String parseEventStore(String text) {
        if (!List.of(POSTGRES, "axon-server").contains(text)) {
            throw new CannotStart(
                    "\"" + text + "\" is no event store; postgres and axon-server are.");
        }
        return text;
    }

    private static String parseServers(String text) {
        if (!text.matches("[^\\s:,]+:[0-9]{1,5}(,[^\\s:,]+:[0-9]{1,5})*")) {
            throw new CannotStart("\"" + text + "\" is no HOST:PORT; localhost:8124 is one.");
        }
        return text;
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
