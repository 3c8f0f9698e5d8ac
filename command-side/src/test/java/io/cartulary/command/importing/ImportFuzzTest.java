package io.cartulary.command.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of build/fuzz-import. A failure names its seed, which `-Dcartulary.seed=S
/// -Dcartulary.import.files=1` plays again.
class ImportFuzzTest {

    private static final long SEED = Long.getLong("cartulary.seed", new Random().nextLong() >>> 16);
    private static final int FILES = Integer.getInteger("cartulary.import.files", 60);

    @TempDir private Path directory;

    @Test
    void every_row_of_a_damaged_file_is_taken_or_reported()
            throws IOException, InterruptedException {
        System.out.printf("import fuzz: seeds from %d%n", SEED);
        try (var fuzz = new ImportFuzz(directory)) {
            for (int i = 0; i < FILES; i++) {
                fuzz.run(SEED + i);
            }
        }
    }
}
