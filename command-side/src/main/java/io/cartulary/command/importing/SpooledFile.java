package io.cartulary.command.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/// A file as it was handed in, unpacked, on disk.
///
/// @param sha256 of the unpacked content, so that packing does not tell two files apart
/// @param lines how many line breaks it has
record SpooledFile(Path path, String sha256, long lines) {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x8b1f;

    /// Thrown when the content is longer than it may be.
    static final class TooLarge extends IOException {

        TooLarge(long limit) {
            super("The file has more than %d bytes unpacked.".formatted(limit));
        }
    }

    /// Writes what comes into a new file of `directory`, unpacking gzip by its first two bytes.
    static SpooledFile receive(InputStream content, Path directory, long limit) throws IOException {
        Files.createDirectories(directory);
        var path = Files.createTempFile(directory, "incoming-", ".part");
        try (var in = unpacked(content);
                var out = Files.newOutputStream(path)) {
            return copy(in, out, path, limit);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static SpooledFile copy(InputStream in, OutputStream out, Path path, long limit)
            throws IOException {
        var digest = digest();
        var buffer = new byte[BUFFER];
        long size = 0;
        long lines = 0;
        for (int read; (read = in.read(buffer)) >= 0; ) {
            size += read;
            if (size > limit) {
                throw new TooLarge(limit);
            }
            digest.update(buffer, 0, read);
            out.write(buffer, 0, read);
            for (int i = 0; i < read; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
        }
        return new SpooledFile(path, HexFormat.of().formatHex(digest.digest()), lines);
    }

    private static InputStream unpacked(InputStream content) throws IOException {
        var start = new PushbackInputStream(content, 2);
        var magic = start.readNBytes(2);
        start.unread(magic);
        var packed = magic.length == 2 && (magic[0] & 0xff | (magic[1] & 0xff) << 8) == GZIP_MAGIC;
        return packed ? new GZIPInputStream(start, BUFFER) : start;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
