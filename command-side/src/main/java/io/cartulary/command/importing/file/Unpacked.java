package io.cartulary.command.importing.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The content of a file, gzip or not. Where a packed file is broken, the content ends; what came
/// before it counts.
final class Unpacked extends FilterInputStream {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x8b1f;

    private boolean broken;

    private Unpacked(InputStream content) {
        super(content);
    }

    /// Recognises gzip by its first two bytes.
    static Unpacked of(InputStream content) throws IOException {
        var start = new PushbackInputStream(content, 2);
        var first = start.readNBytes(2);
        start.unread(first);
        if (!isGzip(first)) {
            return new Unpacked(start);
        }
        try {
            return new Unpacked(new GZIPInputStream(start, BUFFER));
        } catch (EOFException | ZipException e) {
            var nothing = new Unpacked(InputStream.nullInputStream());
            nothing.broken = true;
            return nothing;
        }
    }

    static boolean isGzip(byte[] first) {
        return first.length >= 2 && (first[0] & 0xff | (first[1] & 0xff) << 8) == GZIP_MAGIC;
    }

    /// Whether the content ended because the packed file is cut off or damaged.
    boolean isBroken() {
        return broken;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (broken) {
            return -1;
        }
        try {
            return in.read(bytes, offset, length);
        } catch (EOFException | ZipException e) {
            broken = true;
            return -1;
        }
    }
}
