package io.cartulary.embedded.parts.postgres;

import io.cartulary.embedded.parts.PartFailed;
import io.cartulary.embedded.parts.process.Directories;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs, which are unpacked from the class path when they are first used.
///
/// @param directory of one version; everybody may read and run what is in it
record PostgresBinaries(Path directory) {
    private static final int EXECUTABLE = 0100;

    /// Several processes may ask at the same time.
    static synchronized PostgresBinaries unpackedBelow(Path parent) throws IOException {
        createReadable(parent);
        Path unpacked = parent.resolve(fingerprint());
        try (var lock =
                FileChannel.open(
                        parent.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            lock.lock();
            if (!Files.exists(unpacked)) {
                Path unfinished = parent.resolve("unfinished");
                Directories.delete(unfinished);
                unpack(unfinished);
                Files.move(unfinished, unpacked, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return new PostgresBinaries(unpacked);
    }

    String program(String name) {
        return directory.resolve("bin").resolve(name).toString();
    }

    private static void unpack(Path directory) throws IOException {
        createReadable(directory);
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(packed()))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, directory.resolve(entry.getName()));
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target)
            throws IOException {
        createReadable(entry.isDirectory() ? target : target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(content, target);
            permit(target, (entry.getMode() & EXECUTABLE) != 0 ? "rwxr-xr-x" : "rw-r--r--");
        }
    }

    /// With all above it that are missing; also where the process lets others read nothing that it
    /// makes, as that of `./start` does.
    private static void createReadable(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            createReadable(directory.getParent());
            Files.createDirectory(directory);
            permit(directory, "rwxr-xr-x");
        }
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String fingerprint() throws IOException {
        try (var content = new DigestInputStream(packed(), MessageDigest.getInstance("SHA-256"))) {
            content.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(content.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream packed() {
        String name = "postgres-%s-%s.txz".formatted(system(), processor());
        var found = PostgresBinaries.class.getClassLoader().getResourceAsStream(name);
        if (found == null) {
            throw new PartFailed("The build brought no PostgreSQL for this machine: " + name);
        }
        return found;
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String processor() {
        String name = System.getProperty("os.arch");
        return name.equals("aarch64") ? "arm_64" : "x86_64";
    }
}
