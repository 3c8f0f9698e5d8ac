package io.cartulary.command.importing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// @param directory where a file lies until it is taken in; it must survive a restart. A directory
///   of the system's temporary one unless it is set
/// @param largestFile measured unpacked
@ConfigurationProperties("cartulary.import")
record ImportProperties(Path directory, @DefaultValue("4GB") DataSize largestFile) {

    ImportProperties(@Nullable Path directory, DataSize largestFile) {
        this.directory =
                directory == null
                        ? Path.of(System.getProperty("java.io.tmpdir"), "cartulary-imports")
                        : directory;
        this.largestFile = largestFile;
    }
}
