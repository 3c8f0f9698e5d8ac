package io.cartulary.command.media.store;

import io.cartulary.command.media.MediaProperties;
import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.util.FileSystemUtils;

/// Keeps files in a folder of this machine, or of a disk that all nodes of this side see.
final class LocalMediaStore implements MediaStore {

    private final Path root;

    LocalMediaStore(MediaProperties properties) {
        this.root = properties.folder().resolve("kept");
    }

    private record LocalFile(Path path, long bytes) implements StoredFile {
        @Override
        public InputStream open(long from) throws IOException {
            var channel = FileChannel.open(path, StandardOpenOption.READ);
            return Channels.newInputStream(channel.position(from));
        }
    }

    @Override
    public void put(MediaKey key, Path file) throws IOException {
        var target = root.resolve(key.toString());
        Files.createDirectories(target.getParent());
        force(file, StandardOpenOption.WRITE);
        Files.move(
                file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        for (var folder = target.getParent();
                !folder.equals(root.getParent());
                folder = folder.getParent()) {
            force(folder, StandardOpenOption.READ);
        }
    }

    /// A file's name is on the disk once its folder is.
    private static void force(Path path, StandardOpenOption opened) throws IOException {
        try (var channel = FileChannel.open(path, opened)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<StoredFile> find(MediaKey key) throws IOException {
        var path = root.resolve(key.toString());
        try {
            return Optional.of(new LocalFile(path, Files.size(path)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public void remove(MediaId mediaId, MediaFileId fileId) throws IOException {
        FileSystemUtils.deleteRecursively(
                root.resolve(MediaKey.original(mediaId, fileId).folder()));
    }

    @Override
    public void forEachUpload(Consumer<StoredUpload> visitor) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (var media = Files.newDirectoryStream(root, "media-*")) {
            for (var uploads : media) {
                try (var files = Files.newDirectoryStream(uploads, "file-*")) {
                    for (var upload : files) {
                        visitor.accept(
                                new StoredUpload(
                                        new MediaId(uploads.getFileName().toString()),
                                        new MediaFileId(upload.getFileName().toString()),
                                        Files.getLastModifiedTime(upload).toInstant()));
                    }
                }
            }
        }
    }
}
