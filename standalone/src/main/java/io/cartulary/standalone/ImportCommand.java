package io.cartulary.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `./start import KIND FILE`: hands a file to the shop, shows how far it is, and says in the end
/// what was not taken in and why. It only watches: when it is stopped, the same command resumes.
final class ImportCommand {

    static final String ADDRESS = "/api/v1/admin/imports/";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int LOOKS_BETWEEN_LINES = 20;
    private static final String CLEAR_LINE = "\r\033[K";
    private static final int BAR = 30;
    private static final int MINUTE = 60;

    private final ShopClient shop;
    private final Path reports;
    private final PrintStream out;
    private final boolean terminal = System.console() != null && System.console().isTerminal();

    /// @param reports the directory that rows which were not taken in are written to
    ImportCommand(ShopClient shop, Path reports, PrintStream out) {
        this.shop = shop;
        this.reports = reports;
        this.out = out;
    }

    /// An import that ended, and the file with the rows that were not taken in.
    record Ended(JsonNode status, Path report) {

        boolean isDone() {
            return status.get("state").asString().equals("DONE");
        }
    }

    /// @param timeZone of the times in the file; the shop's own when absent
    int run(CommandLine.Import.Kind kind, Path file, @Nullable ZoneId timeZone) {
        return takeIn(kind, file, timeZone).isDone() ? 0 : 1;
    }

    ShopClient.Answer send(CommandLine.Import.Kind kind, Path file, @Nullable ZoneId timeZone) {
        var zone =
                timeZone == null
                        ? ""
                        : "?timeZone="
                                + URLEncoder.encode(timeZone.getId(), StandardCharsets.UTF_8);
        return shop.post(ADDRESS + kind.name().toLowerCase(Locale.ROOT) + zone, file);
    }

    Ended takeIn(CommandLine.Import.Kind kind, Path file, @Nullable ZoneId timeZone) {
        var received = send(kind, file, timeZone).body();
        var importId = received.get("importId").asString();
        out.println(
                "Taking in %s as %s, in %s%s (the same command resumes it after an interruption)"
                        .formatted(
                                file.getFileName(),
                                importId,
                                received.get("charset").asString(),
                                kind == CommandLine.Import.Kind.ORDERS
                                        ? ", times of " + received.get("timeZone").asString()
                                        : ""));
        var status = watch(importId, received);
        var report = fetchReport(importId);
        print(status, report, importId);
        return new Ended(status, report);
    }

    private JsonNode watch(String importId, JsonNode received) {
        var status = received;
        for (int look = 0; status.get("state").asString().equals("RUNNING"); look++) {
            if (terminal) {
                out.print(CLEAR_LINE + "  " + line(status));
                out.flush();
            } else if (look % LOOKS_BETWEEN_LINES == LOOKS_BETWEEN_LINES - 1) {
                out.println("  " + line(status));
            }
            ShopClient.pause(BETWEEN_LOOKS);
            status = shop.get(ADDRESS + importId);
        }
        if (terminal) {
            out.print(CLEAR_LINE);
        }
        return status;
    }

    static String line(JsonNode status) {
        long read = status.get("rowsRead").asLong();
        long finished = status.get("rowsTaken").asLong() + status.get("rowsReported").asLong();
        return switch (status.get("phase").asString()) {
            case "READING" -> String.format(Locale.ROOT, "reading, %,d rows", read);
            case "OFFERING_PRODUCTS" ->
                    String.format(Locale.ROOT, "%,d rows read; offering their products", read);
            default -> bar(finished, total(status, finished)) + rate(status);
        };
    }

    /// A file that is read while it is taken in shows its length by the time left.
    private static long total(JsonNode status, long finished) {
        var read = status.get("rowsRead").asLong();
        var left = status.path("secondsLeft").asLong(0) * status.path("rowsPerSecond").asLong(0);
        return Math.max(read, finished + left);
    }

    private static String bar(long finished, long total) {
        int percent = total == 0 ? 0 : (int) (finished * 100 / total);
        int full = percent * BAR / 100;
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %,d rows",
                "#".repeat(full),
                "·".repeat(BAR - full),
                percent,
                finished);
    }

    private static String rate(JsonNode status) {
        if (!status.has("rowsPerSecond") || !status.has("secondsLeft")) {
            return "";
        }
        long seconds = status.get("secondsLeft").asLong();
        var left =
                seconds < MINUTE
                        ? seconds + " s"
                        : seconds / MINUTE + " min " + seconds % MINUTE + " s";
        return String.format(
                Locale.ROOT, ", %,d rows/s, %s left", status.get("rowsPerSecond").asLong(), left);
    }

    private Path fetchReport(String importId) {
        try {
            Files.createDirectories(reports);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var report = reports.resolve(importId + "-report.csv");
        shop.download(ADDRESS + importId + "/report", report);
        return report;
    }

    private void print(JsonNode status, Path report, String importId) {
        if (status.hasNonNull("failure")) {
            out.println("It did not end: " + status.get("failure").asString());
        }
        long taken = status.get("rowsTaken").asLong();
        long reported = status.get("rowsReported").asLong();
        out.printf(
                Locale.ROOT,
                "%,d rows read: %,d taken + %,d reported = %,d%n",
                status.get("rowsRead").asLong(),
                taken,
                reported,
                taken + reported);
        status.get("reasons")
                .forEachEntry((reason, count) ->
                        out.printf(Locale.ROOT, "  %-26s%,8d%n", reason, count.asLong()));
        if (reported > 0) {
            out.println(
                    "Reported rows: %s, also at %s"
                            .formatted(report, shop.address(ADDRESS + importId + "/report")));
        }
    }
}
