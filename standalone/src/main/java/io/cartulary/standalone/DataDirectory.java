package io.cartulary.standalone;

import io.cartulary.embedded.parts.EmbeddedParts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The directory that holds everything of one shop, locked for as long as this process uses it.
final class DataDirectory implements AutoCloseable {
    /// Indexes, write-ahead logs and a first sample shop need about half of it.
    private static final long ENOUGH_SPACE = 1L << 30;

    private static final long NO_SPACE = 16L << 20;

    /// Its presence also tells a directory of ours from any other, which `--reset` must never
    /// empty.
    private static final String LOCK = "cartulary.lock";

    private final Path path;
    private final FileLock lock;

    private DataDirectory(Path path, FileLock lock) {
        this.path = path;
        this.lock = lock;
    }

    static DataDirectory open(Path path) {
        return open(path, ENOUGH_SPACE);
    }

    static DataDirectory open(Path path, long enoughSpace) {
        try {
            create(path);
            checkSpace(path, enoughSpace);
            return new DataDirectory(path, lock(path));
        } catch (IOException e) {
            throw new CannotStart(
                    "The data directory " + path + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static void create(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            // It holds customers' data and the keys to it.
            Files.createDirectory(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        if (Files.exists(path.resolve(LOCK))) {
            return;
        }
        try (var entries = Files.list(path)) {
            if (entries.findAny().isPresent()) {
                throw new CannotStart(
                        path
                                + " holds something else than Cartulary's data; choose an empty directory.");
            }
        }
    }

    private static void checkSpace(Path path, long enoughSpace) throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < enoughSpace) {
            throw new CannotStart(
                    "The disk of %s is nearly full: %d MB are free and %d MB are needed."
                            .formatted(path, free >> 20, enoughSpace >> 20));
        }
    }

    private static FileLock lock(Path path) throws IOException {
        var channel =
                FileChannel.open(
                        path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw inUse(path, e);
        }
        channel.close();
        throw inUse(path, null);
    }

    private static CannotStart inUse(Path path, OverlappingFileLockException cause) {
        return new CannotStart(
                "Another Cartulary is running on " + path + "; stop it or choose another --data.",
                cause);
    }

    Path path() {
        return path;
    }

    Path log() {
        return path.resolve("application.log");
    }

    boolean isFull() {
        return path.toFile().getUsableSpace() < NO_SPACE;
    }

    /// Forgets everything but stays locked.
    void reset() {
        try {
            EmbeddedParts.erase(path);
            List<Path> files;
            try (var entries = Files.list(path)) {
                files = entries.filter(entry -> !entry.endsWith(LOCK)).toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new CannotStart(
                    "The data directory " + path + " cannot be emptied: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new CannotStart(
                    "The data directory " + path + " cannot be released: " + e.getMessage(), e);
        }
    }
}
