package io.cartulary.standalone;

import java.io.IOException;
import java.io.Reader;
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
import java.util.Properties;
import java.util.Set;

/// What this shop's process and its visitors must not share with anybody: generated at the first
/// start and kept in a file that only its owner may read. No log ever holds one of them.
final class Secrets {
    private static final String FILE = "secrets.properties";
    private static final String STAFF_PASSWORD = "staff-password";
    private static final String TOKEN_SECRET = "token-secret";
    private static final String PAYMENT_SECRET = "payment-secret";
    private static final String SHOWN = "staff-password-was-shown";

    /// Without letters and digits that look alike: a person types the password.
    private static final String READABLE = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Path file;
    private final Properties values;

    private Secrets(Path file, Properties values) {
        this.file = file;
        this.values = values;
    }

    static Secrets of(Path directory) {
        var secrets = new Secrets(directory.resolve(FILE), new Properties());
        try {
            secrets.readOrGenerate();
        } catch (IOException e) {
            throw new CannotStart(secrets.file + " cannot be used: " + e.getMessage(), e);
        }
        return secrets;
    }

    private void readOrGenerate() throws IOException {
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                values.load(reader);
            }
            return;
        }
        var random = new SecureRandom();
        values.setProperty(STAFF_PASSWORD, readable(random));
        values.setProperty(TOKEN_SECRET, hex(random));
        values.setProperty(PAYMENT_SECRET, hex(random));
        write();
    }

    private static String readable(SecureRandom random) {
        return random.ints(16, 0, READABLE.length())
                .collect(
                        StringBuilder::new,
                        (text, at) -> text.append(READABLE.charAt(at)),
                        StringBuilder::append)
                .toString();
    }

    private static String hex(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void write() throws IOException {
        // Created with its rights rather than given them afterwards, and replaced as a whole.
        Path written = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(written);
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(written, options, ownerOnly);
                Writer writer = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
            values.store(writer, null);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    String staffPassword() {
        return values.getProperty(STAFF_PASSWORD);
    }

    String tokenSecret() {
        return values.getProperty(TOKEN_SECRET);
    }

    String paymentSecret() {
        return values.getProperty(PAYMENT_SECRET);
    }

    /// True once: until [#staffPasswordWasShown] was told.
    boolean showStaffPassword() {
        return !values.containsKey(SHOWN);
    }

    void staffPasswordWasShown() {
        values.setProperty(SHOWN, "true");
        try {
            write();
        } catch (IOException e) {
            throw new CannotStart(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    Path file() {
        return file;
    }
}
