package io.cartulary.command.importing.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file as it was handed in, on disk, packed if it came packed.
///
/// @param sha256 of the unpacked content, so that packing does not tell two files apart
/// @param lines how many line breaks it has
/// @param charset what its bytes are most likely written in
public record ReceivedFile(Path path, String sha256, long lines, Charset charset) {

    /// Files that are still being received are named so.
    public static final String INCOMING = "incoming-";

    private static final int BUFFER = 1 << 16;
    private static final long DISK_IS_LOOKED_AT_EVERY = 16L << 20;

    /// Writes what comes into a new file of `directory`, and looks at what it unpacks to.
    ///
    /// @throws FileTooLarge leaving nothing behind
    /// @throws UnreadableFile when it is no text
    public static ReceivedFile receive(InputStream content, Path directory, FileBounds bounds)
            throws IOException {
        Files.createDirectories(directory);
        bounds.checkDisk(directory.toFile().getUsableSpace());
        var path = Files.createTempFile(directory, INCOMING, ".part");
        try (var out = Files.newOutputStream(path);
                var packed = new Kept(content, out, directory, bounds);
                var unpacked = Unpacked.of(packed)) {
            var received = look(unpacked, packed, path, bounds);
            packed.keepRest();
            return received;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    private static ReceivedFile look(Unpacked in, Kept packed, Path path, FileBounds bounds)
            throws IOException {
        var digest = digest();
        var charsets = new CharsetDetector();
        var buffer = new byte[BUFFER];
        long size = 0;
        long lines = 0;
        for (int read; (read = in.read(buffer)) >= 0; ) {
            size += read;
            bounds.check(packed.size, size);
            digest.update(buffer, 0, read);
            charsets.add(buffer, read);
            for (int i = 0; i < read; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
        }
        if (in.isBroken()) {
            // The whole file may have the same beginning, and is another one.
            digest.update((byte) 0);
        }
        return new ReceivedFile(
                path, HexFormat.of().formatHex(digest.digest()), lines, charsets.charset());
    }

    /// Writes all that is read from it to the disk.
    private static final class Kept extends FilterInputStream {

        private final OutputStream copy;
        private final Path directory;
        private final FileBounds bounds;
        private long size;
        private long checkedAt;

        Kept(InputStream content, OutputStream copy, Path directory, FileBounds bounds) {
            super(content);
            this.copy = copy;
            this.directory = directory;
            this.bounds = bounds;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            if (read > 0) {
                copy.write(bytes, offset, read);
                size += read;
                bounds.check(size, size);
                if (size - checkedAt >= DISK_IS_LOOKED_AT_EVERY) {
                    checkedAt = size;
                    bounds.checkDisk(directory.toFile().getUsableSpace());
                }
            }
            return read;
        }

        /// What follows a broken place is kept, too: the sender is not cut off.
        void keepRest() throws IOException {
            transferTo(OutputStream.nullOutputStream());
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
