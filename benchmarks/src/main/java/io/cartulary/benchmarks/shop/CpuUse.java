package io.cartulary.benchmarks.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Which process used how much of the processors, from Linux's `/proc`; nothing elsewhere.
public final class CpuUse {

    private static final Path PROC = Path.of("/proc");

    /// `USER_HZ`, which is 100 on every Linux that Java runs on.
    private static final double TICKS_PER_SECOND = 100;

    /// How this process is called.
    public static final String SELF = "load generator";

    private final long begun = System.nanoTime();
    private final Map<Long, Ticks> before;

    private record Ticks(String program, long count) {}

    /// Cores by program.
    public record Shares(Map<String, Double> cores) {

        /// What one of `perSecond` things costs the programs that do them; unlike a rate it hardly
        /// depends on what else the machine does.
        public void printCost(String thing, double perSecond, String... programs) {
            System.out.print("processor time of one " + thing + ":");
            for (var program : programs) {
                System.out.printf(Locale.ROOT, " %s %.0f µs;", program, costOf(perSecond, program));
            }
            System.out.println();
        }

        /// What one of `perSecond` things costs a program, in microseconds of processor time.
        public double costOf(double perSecond, String program) {
            return cores.getOrDefault(program, 0.0) / perSecond * 1e6;
        }

        public void print() {
            System.out.print("processors used:");
            cores.entrySet().stream()
                    .filter(share -> share.getValue() >= 0.01)
                    .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                    .forEach(share ->
                            System.out.printf(
                                    Locale.ROOT, " %s %.2f;", share.getKey(), share.getValue()));
            System.out.println();
        }
    }

    private CpuUse(Map<Long, Ticks> before) {
        this.before = before;
    }

    public static CpuUse begin() {
        return new CpuUse(read());
    }

    public Shares end() {
        var seconds = (System.nanoTime() - begun) / 1e9;
        var shares = new TreeMap<String, Double>();
        read().forEach((process, ticks) -> {
            var earlier = before.get(process);
            var used = ticks.count() - (earlier == null ? 0 : earlier.count());
            shares.merge(ticks.program(), used / TICKS_PER_SECOND / seconds, Double::sum);
        });
        return new Shares(shares);
    }

    private static Map<Long, Ticks> read() {
        var all = new HashMap<Long, Ticks>();
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return all;
        }
        ProcessHandle.allProcesses()
                .forEach(process -> {
                    try {
                        var stat = Files.readString(PROC.resolve(process.pid() + "/stat"));
                        // Fields 14 and 15, user and system time, counted after the name in
                        // parentheses.
                        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                        var count = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                        all.put(process.pid(), new Ticks(program(process), count));
                    } catch (IOException e) {
                        // One that ended while we looked has no share.
                        if (process.isAlive()) {
                            throw new IllegalStateException("/proc cannot be read", e);
                        }
                    }
                });
        return all;
    }

    /// The command's name; for Java what it runs.
    static String program(ProcessHandle process) throws IOException {
        if (process.pid() == ProcessHandle.current().pid()) {
            return SELF;
        }
        var words = Files.readString(PROC.resolve(process.pid() + "/cmdline")).split("\0");
        var name = Path.of(words[0].isEmpty() ? "kernel" : words[0].split(" ")[0]).getFileName();
        if (name == null || !name.toString().equals("java")) {
            return String.valueOf(name).replace(":", "");
        }
        for (int at = 1; at < words.length; at++) {
            if (words[at].equals("-cp") || words[at].equals("-classpath")) {
                at++;
            } else if (words[at].equals("-jar")) {
                return String.valueOf(Path.of(words[at + 1]).getFileName())
                        .replaceAll("-[0-9].*", "");
            } else if (!words[at].startsWith("-")) {
                return words[at].substring(words[at].lastIndexOf('.') + 1);
            }
        }
        return "java";
    }
}
