package io.cartulary.command.importing;

import io.cartulary.command.importing.file.FileBounds;
import io.cartulary.command.importing.file.ReceivedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// The directory in which files lie until they are taken in. Nothing stays there that no import
/// needs.
@Component
class ImportFolder {

    private static final Pattern OF_IMPORT = Pattern.compile("import-[a-z]+-[0-9a-f]{32}");

    /// Another process may be receiving it; a younger file is not looked at.
    private static final Duration SURELY_LEFT_BEHIND = Duration.ofHours(1);

    private final Path directory;
    private final FileBounds bounds;
    private final InstantSource clock;

    ImportFolder(ImportProperties properties, InstantSource clock) {
        this.directory = properties.directory();
        this.bounds =
                new FileBounds(properties.largestFile().toBytes(), properties.keepFree().toBytes());
        this.clock = clock;
    }

    ReceivedFile receive(InputStream content) throws IOException {
        return ReceivedFile.receive(content, directory, bounds);
    }

    Path fileOf(String importId) {
        return directory.resolve(importId);
    }

    void keep(ReceivedFile file, String importId) throws IOException {
        Files.move(file.path(), fileOf(importId), StandardCopyOption.REPLACE_EXISTING);
    }

    void discard(ReceivedFile file) throws IOException {
        Files.deleteIfExists(file.path());
    }

    void discard(String importId) throws IOException {
        Files.deleteIfExists(fileOf(importId));
    }

    /// Removes what processes left that ended while they received a file or were done with one.
    ///
    /// @param needed imports that are to be resumed
    void removeLeftovers(Set<String> needed) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        List<Path> files;
        try (var entries = Files.list(directory)) {
            files = entries.toList();
        }
        for (var file : files) {
            var name = file.getFileName().toString();
            var ours =
                    name.startsWith(ReceivedFile.INCOMING)
                            || OF_IMPORT.matcher(name).matches() && !needed.contains(name);
            if (ours && lastModified(file).plus(SURELY_LEFT_BEHIND).isBefore(clock.instant())) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Instant lastModified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }
}
