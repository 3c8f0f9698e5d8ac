package io.cartulary.benchmarks.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Resident memory of a shop with all its servers.
///
/// @param proportional shared pages divided among the processes that share them (PSS): what the
///   machine really gives
/// @param resident shared pages counted in each process (RSS): PostgreSQL's buffers many times
public record Memory(long proportional, long resident, Map<String, Long> byProgram) {

    private static final long KIB = 1024;

    public static Memory of(ShopProcess shop) throws IOException {
        return of(shop.processes());
    }

    private static Memory of(List<ProcessHandle> processes) throws IOException {
        long proportional = 0;
        long resident = 0;
        var byProgram = new TreeMap<String, Long>();
        for (var process : processes) {
            try {
                var program = CpuUse.program(process);
                var pss = read(process, "Pss:");
                proportional += pss;
                resident += read(process, "Rss:");
                byProgram.merge(program, pss, Long::sum);
            } catch (NoSuchFileException e) {
                // The process ended while we looked: it holds nothing.
            }
        }
        return new Memory(proportional, resident, byProgram);
    }

    private static long read(ProcessHandle process, String name) throws IOException {
        var file = Path.of("/proc/" + process.pid() + "/smaps_rollup");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB)
                    .sum();
        }
    }

    public void print() {
        System.out.printf(
                "memory: %s (PSS); %s as the sum of RSS;",
                mebibytes(proportional), mebibytes(resident));
        byProgram.forEach(
                (program, bytes) -> System.out.printf(" %s %s;", program, mebibytes(bytes)));
        System.out.println();
    }

    public static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MiB", bytes / 1048576.0);
    }
}
