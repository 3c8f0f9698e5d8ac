package io.cartulary.web.idempotency;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// The body of a request, read once to compare it and once more by its controller. A large one, as
/// a file that staff hand in, waits on disk.
final class ReceivedBody implements AutoCloseable {

    static final int LARGEST_IN_MEMORY = 1 << 20;

    private final byte[] bytes;
    private final @Nullable Path rest;
    private final byte[] sha256;

    private ReceivedBody(byte[] bytes, @Nullable Path rest, byte[] sha256) {
        this.bytes = bytes;
        this.rest = rest;
        this.sha256 = sha256;
    }

    static ReceivedBody read(InputStream in, MessageDigest sha256) throws IOException {
        var digested = new DigestInputStream(in, sha256);
        var bytes = digested.readNBytes(LARGEST_IN_MEMORY);
        var next = digested.read();
        if (next < 0) {
            return new ReceivedBody(bytes, null, sha256.digest());
        }
        var rest = Files.createTempFile("cartulary-body-", ".part");
        try (var out = Files.newOutputStream(rest)) {
            out.write(next);
            digested.transferTo(out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(rest);
            throw e;
        }
        return new ReceivedBody(bytes, rest, sha256.digest());
    }

    byte[] sha256() {
        return sha256;
    }

    InputStream open() throws IOException {
        var beginning = new ByteArrayInputStream(bytes);
        return rest == null
                ? beginning
                : new SequenceInputStream(
                        beginning, new BufferedInputStream(Files.newInputStream(rest)));
    }

    @Override
    public void close() throws IOException {
        if (rest != null) {
            Files.deleteIfExists(rest);
        }
    }
}
