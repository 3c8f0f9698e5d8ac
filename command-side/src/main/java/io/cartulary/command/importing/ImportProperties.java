package io.cartulary.command.importing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// @param directory where a file lies until it is taken in; it must survive a restart. A directory
///   of the system's temporary one unless it is set
/// @param largestFile measured packed and unpacked
/// @param keepFree of the disk of that directory, whatever comes
/// @param mostReported rows of one file; an import of a file with more ends
@ConfigurationProperties("cartulary.import")
record ImportProperties(
        Path directory, DataSize largestFile, DataSize keepFree, long mostReported) {

    ImportProperties(
            @Nullable Path directory,
            @DefaultValue("4GB") DataSize largestFile,
            @DefaultValue("512MB") DataSize keepFree,
            @DefaultValue("100000") long mostReported) {
        this.directory =
                directory == null
                        ? Path.of(System.getProperty("java.io.tmpdir"), "cartulary-imports")
                        : directory;
        this.largestFile = largestFile;
        this.keepFree = keepFree;
        this.mostReported = mostReported;
    }
}
