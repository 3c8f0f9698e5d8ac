package io.cartulary.embedded.parts;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;

/// The passwords and keys of one data directory, in a file that only its owner may read. Each is
/// generated when it is first asked for. The directory belongs to one process at a time; within it
/// any number of these may be made of one directory.
public final class SecretsFile {
    private static final String NAME = "secrets.properties";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;

    private SecretsFile(Path file) {
        this.file = file;
    }

    public static SecretsFile in(Path directory) {
        return new SecretsFile(directory.resolve(NAME));
    }

    /// A key or a password that no person types.
    public String secret(String name) {
        return valueOf(name, SecretsFile::random);
    }

    /// The value of that name, which is made and kept if there is none.
    public String valueOf(String name, Supplier<String> generated) {
        synchronized (SecretsFile.class) {
            var values = read();
            var kept = values.getProperty(name);
            if (kept != null) {
                return kept;
            }
            var made = generated.get();
            values.setProperty(name, made);
            write(values);
            return made;
        }
    }

    public Optional<String> find(String name) {
        synchronized (SecretsFile.class) {
            return Optional.ofNullable(read().getProperty(name));
        }
    }

    public Path path() {
        return file;
    }

    private Properties read() {
        var values = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                values.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be read", e);
            }
        }
        return values;
    }

    private void write(Properties values) {
        // Created with its rights rather than given them afterwards, and replaced as a whole.
        Path written = file.resolveSibling(NAME + ".new");
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            Files.deleteIfExists(written);
            try (var channel = Files.newByteChannel(written, options, ownerOnly);
                    Writer writer = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
                values.store(writer, null);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
