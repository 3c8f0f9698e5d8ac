package io.cartulary.command.media.store;

import io.cartulary.command.media.MediaProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// The folder in which files are while they are received or made.
@Component
public class MediaFolder {

    private static final String UNFINISHED = "unfinished";

    private final Path unfinished;
    private final long keepFree;

    MediaFolder(MediaProperties properties) {
        this.unfinished = properties.folder().resolve(UNFINISHED);
        this.keepFree = properties.keepFree().toBytes();
    }

    /// An empty file, which its maker removes unless a [MediaStore] took it away.
    public Path newFile() throws IOException {
        Files.createDirectories(unfinished);
        return Files.createTempFile(unfinished, "", ".part");
    }

    /// Removes what a process left that ended meanwhile.
    public void removeFilesBefore(Instant time) throws IOException {
        if (!Files.isDirectory(unfinished)) {
            return;
        }
        try (var files = Files.newDirectoryStream(unfinished)) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /// Whether there is room for more.
    public boolean hasRoom(long bytes) throws IOException {
        Files.createDirectories(unfinished);
        return unfinished.toFile().getUsableSpace() - bytes >= keepFree;
    }
}
