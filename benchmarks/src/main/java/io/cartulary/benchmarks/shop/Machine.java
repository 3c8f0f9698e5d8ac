package io.cartulary.benchmarks.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// What the figures were taken on.
public final class Machine {

    private Machine() {}

    /// One line: processors, memory, system and Java.
    public static String description() throws IOException {
        return String.format(
                Locale.ROOT,
                "%d cores (%s), %s memory, %s %s, Java %s",
                Runtime.getRuntime().availableProcessors(),
                fact("/proc/cpuinfo", "model name"),
                memory(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version());
    }

    private static String memory() throws IOException {
        var total = fact("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "");
        return total.isEmpty() ? "unknown" : Math.round(Long.parseLong(total) / 1048576.0) + " GiB";
    }

    private static String fact(String file, String name) throws IOException {
        var path = Path.of(file);
        if (!Files.exists(path)) {
            return "unknown";
        }
        try (var lines = Files.lines(path)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
