package io.cartulary.command.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Random;
import org.springframework.util.FileSystemUtils;

/// Damages files and takes them in, from the command line; see build/fuzz-import.
public final class ImportFuzzMain {

    private static final int MOST_FAILURES = 10;
    private static final int EVERY = 100;

    private ImportFuzzMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        long seed = new Random().nextLong() >>> 16;
        int files = 0;
        for (int at = 0; at < arguments.length - 1; at += 2) {
            switch (arguments[at]) {
                case "--files" -> files = Integer.parseInt(arguments[at + 1]);
                case "--seed" -> {
                    seed = Long.parseLong(arguments[at + 1]);
                    files = files == 0 ? 1 : files;
                }
                default -> usage();
            }
        }
        if (arguments.length % 2 == 1) {
            usage();
        }
        System.exit(run(seed, files == 0 ? 2000 : files));
    }

    private static void usage() {
        System.err.println("build/fuzz-import [--files N] [--seed S]");
        System.exit(2);
    }

    private static int run(long first, int files) throws IOException, InterruptedException {
        System.out.printf("seeds %d to %d%n", first, first + files - 1);
        var directory = Files.createTempDirectory("fuzz-import");
        var started = System.nanoTime();
        int failures = 0;
        try (var fuzz = new ImportFuzz(directory)) {
            for (int i = 0; i < files && failures < MOST_FAILURES; i++) {
                try {
                    fuzz.run(first + i);
                } catch (AssertionError violated) {
                    failures++;
                    System.out.println(violated.getMessage());
                }
                if ((i + 1) % EVERY == 0) {
                    System.out.printf("%d: %s%n", i + 1, fuzz.summary());
                }
            }
            var took = Duration.ofNanos(System.nanoTime() - started);
            System.out.printf(
                    "%d files in %d s, %d findings. %s%n",
                    files, took.toSeconds(), failures, fuzz.summary());
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
        return failures == 0 ? 0 : 1;
    }
}
