package io.cartulary.benchmarks.crash;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.cartulary.benchmarks.Options;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `benchmarks/run crash --kills 30 --minutes 10`: each part but the query side
/// is killed once, in each other's wake. Of the build's tests, that of the launcher kills each part
/// of a shop and sells on, so this is left to `build/proof`.
@EnabledIfSystemProperty(named = "proof.long", matches = "true")
class ManyCrashesTest {

    @Test
    @Timeout(600)
    void leave_books_that_add_up(@TempDir Path data) {
        var options =
                Options.parse(
                        new String[] {
                            "--kills",
                            "4",
                            "--minutes",
                            "0.25",
                            "--without",
                            "query-side",
                            "--clients",
                            "6",
                            "--data",
                            data.resolve("shop").toString()
                        });
        assertThatCode(() -> new ManyCrashes().run(options)).doesNotThrowAnyException();
    }
}
