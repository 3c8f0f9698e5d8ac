package io.cartulary.embedded.parts.process;

import io.cartulary.embedded.parts.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The JDK's ahead-of-time caches, one for each JVM of ours: its classes as they were loaded and
/// linked once, and which of their methods were hot. `build/aot-caches` records them and `./start`
/// uses them; both name their directory by the system property `cartulary.aot-caches`.
final class AotCaches {

    private static final String DIRECTORY = System.getProperty("cartulary.aot-caches", "");
    private static final boolean RECORDING = Boolean.getBoolean("cartulary.aot-record");

    /// A JVM that records writes its cache when it ends.
    private static final Duration RECORDING_STOP_LIMIT = Duration.ofMinutes(5);

    private AotCaches() {}

    /// What the JVM of a part is started with. A cache that does not fit is passed over by the JVM
    /// without a word.
    static List<String> flags(Part part) {
        var cache = Path.of(DIRECTORY).resolve(part.directory() + ".aot");
        if (RECORDING) {
            return List.of("-XX:AOTCacheOutput=" + cache);
        }
        return !DIRECTORY.isEmpty() && Files.isRegularFile(cache)
                ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off")
                : List.of();
    }

    static Duration stopLimit(Duration usual) {
        return RECORDING ? RECORDING_STOP_LIMIT : usual;
    }
}
