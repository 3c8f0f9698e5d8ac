package io.cartulary.standalone;

import io.cartulary.embedded.parts.EmbeddedParts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/// The directory that holds everything of one shop, locked for as long as this process uses it.
final class DataDirectory implements AutoCloseable {
    /// Indexes, write-ahead logs and a first sample shop need about half of it.
    private static final long ENOUGH_SPACE = 1L << 30;

    private static final long NO_SPACE = 16L << 20;

    /// Its presence also distinguishes a directory of ours from any other, which `--reset` must
    /// never empty.
    private static final String LOCK = "cartulary.lock";

    private static final String PORT = "port";
    private static final String TIME_ZONE = "time-zone";

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

    /// Whether it was used before.
    static boolean isOfShop(Path path) {
        return Files.exists(path.resolve(LOCK));
    }

    /// Whether a process uses that directory.
    static boolean isInUse(Path path) {
        try (var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new CannotStart(
                    "The data directory " + path + " cannot be used: " + e.getMessage(), e);
        }
    }

    /// Where the shop answers that uses the directory; absent until it is ready.
    static Optional<Integer> portOfShop(Path path) {
        try {
            return Optional.of(Integer.valueOf(Files.readString(path.resolve(PORT)).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new CannotStart(path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Lets other processes find the shop once it is ready, or no longer.
    void tellPort(@Nullable Integer port) {
        try {
            if (port == null) {
                Files.deleteIfExists(path.resolve(PORT));
            } else {
                Files.writeString(path.resolve(PORT), port.toString());
            }
        } catch (IOException e) {
            throw new CannotStart(path + " cannot be written: " + e.getMessage(), e);
        }
    }

    /// The shop's time zone: the one that is asked for, else the one that was kept at the first
    /// start, else the machine's. It is kept.
    ZoneId timeZone(@Nullable ZoneId wanted) {
        var file = path.resolve(TIME_ZONE);
        try {
            var zone =
                    wanted != null || !Files.exists(file)
                            ? Objects.requireNonNullElseGet(wanted, ZoneId::systemDefault)
                            : ZoneId.of(Files.readString(file).strip());
            Files.writeString(file, zone.getId());
            return zone;
        } catch (IOException | DateTimeException e) {
            throw new CannotStart(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /// Files that wait to be taken in, and reports of those that were.
    static Path imports(Path path) {
        return path.resolve("imports");
    }

    /// Pictures and videos.
    static Path media(Path path) {
        return path.resolve("media");
    }

    /// Mails that no server was there for.
    static Path outbox(Path path) {
        return path.resolve("outbox");
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
            FileSystemUtils.deleteRecursively(imports(path));
            FileSystemUtils.deleteRecursively(media(path));
            FileSystemUtils.deleteRecursively(outbox(path));
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
