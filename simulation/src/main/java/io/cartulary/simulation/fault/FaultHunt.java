package io.cartulary.simulation.fault;

import io.cartulary.simulation.Main;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.tools.ToolProvider;

/// Makes every fault of the list in turn and lets the simulation find it.
public final class FaultHunt {

    private final int seeds;
    private final List<String> missed = new ArrayList<>();

    public FaultHunt(int seeds) {
        this.seeds = seeds;
    }

    /// Prints on standard output what was found where.
    ///
    /// @return 0 when all were
    public int run(String only) throws IOException, InterruptedException {
        var faults = Fault.all().stream().filter(fault -> fault.name().contains(only)).toList();
        for (var fault : faults) {
            System.out.printf("%-38s %s%n", fault.name(), fault.what());
            System.out.printf("%38s %s%n", "", found(fault));
        }
        System.out.printf(
                "%d of %d faults were found%s%n",
                faults.size() - missed.size(),
                faults.size(),
                missed.isEmpty() ? "" : ", but not " + missed);
        return missed.isEmpty() ? 0 : 1;
    }

    private String found(Fault fault) throws IOException, InterruptedException {
        var scratch = Files.createTempDirectory("cartulary-fault-");
        try {
            compile(fault, scratch);
            var output = simulate(scratch);
            var violation =
                    output.lines()
                            .filter(line -> line.startsWith("seed "))
                            .findFirst()
                            .map(line -> line.substring(0, Math.min(line.length(), 230)));
            if (violation.isEmpty()) {
                missed.add(fault.name());
            }
            return violation.orElse("NOT FOUND in %d seeds: %s".formatted(seeds, output));
        } catch (IllegalStateException unfit) {
            missed.add(fault.name());
            return "NOT TRIED: " + unfit.getMessage();
        } finally {
            delete(scratch);
        }
    }

    private static void compile(Fault fault, Path scratch) throws IOException {
        var sources = new ArrayList<String>();
        for (var source : fault.applied().entrySet()) {
            var file = scratch.resolve("src").resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            sources.add(file.toString());
        }
        var options =
                new ArrayList<>(
                        List.of(
                                "-parameters",
                                "-proc:none",
                                "-nowarn",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                Files.createDirectories(scratch.resolve("classes")).toString()));
        options.addAll(sources);
        var result =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, options.toArray(String[]::new));
        if (result != 0) {
            throw new IllegalStateException("it does not compile");
        }
    }

    private String simulate(Path scratch) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-XX:-StackTraceInThrowable",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                scratch.resolve("classes")
                                        + File.pathSeparator
                                        + System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "--seeds",
                                Integer.toString(seeds),
                                "--until-found")
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
