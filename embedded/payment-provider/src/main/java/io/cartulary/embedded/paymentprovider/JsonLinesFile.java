package io.cartulary.embedded.paymentprovider;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// An append-only file of one JSON document a line, written by one process.
///
/// [#append] returns when the line is written and, for a forced file, on disk. The callers that
/// wait at the same time share one write and one force: the first to get the disk writes the lines
/// of all, the others then find theirs written.
///
/// A crash may leave a torn last line. Its writer was never answered that it counts, so it is cut
/// off at the next start; a line that cannot be read anywhere else means a damaged file, which is
/// refused.
final class JsonLinesFile<T> implements AutoCloseable {

    private static final class Batch {
        private final ByteArrayOutputStream lines = new ByteArrayOutputStream(512);
        private boolean written;
        private @Nullable IOException failure;
    }

    private final Path path;
    private final FileChannel file;
    private final boolean forced;
    private final ReentrantLock disk = new ReentrantLock();
    private final Object gathering = new Object();
    private Batch next = new Batch();
    private long goodLength;

    private JsonLinesFile(Path path, FileChannel file, long length, boolean forced) {
        this.path = path;
        this.file = file;
        this.goodLength = length;
        this.forced = forced;
    }

    /// Reads what is there, line by line, and opens the file for more.
    ///
    /// @throws IOException if the file is damaged or another process writes to it
    static <T> JsonLinesFile<T> open(
            Path path, boolean forced, Class<T> type, Consumer<? super T> reader)
            throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock(file, path);
            long length = read(path, type, reader);
            if (length < file.size()) {
                System.getLogger(JsonLinesFile.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "Cut a torn last line of {0} bytes off {1}",
                                file.size() - length,
                                path);
                file.truncate(length);
            }
            file.position(length);
            file.force(true);
            return new JsonLinesFile<>(path, file, length, forced);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    /// Reads every whole line, also while another process is writing.
    ///
    /// @return the length in bytes of the whole lines, less than the file's if the last one is torn
    static <T> long read(Path path, Class<T> type, Consumer<? super T> reader) throws IOException {
        long wholeLines = 0;
        long number = 0;
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            for (int next = in.read(); next != -1; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                number++;
                wholeLines += line.size() + 1;
                reader.accept(parse(line.toByteArray(), type, path, number));
                line.reset();
            }
        }
        return wholeLines;
    }

    private static <T> T parse(byte[] line, Class<T> type, Path path, long number)
            throws IOException {
        try {
            return Json.MAPPER.readValue(line, type);
        } catch (JacksonException unreadable) {
            throw new IOException(
                    "Line %d of %s cannot be read".formatted(number, path), unreadable);
        }
    }

    private static void lock(FileChannel file, Path path) throws IOException {
        boolean locked;
        try {
            locked = file.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            locked = false;
        }
        if (!locked) {
            throw new IOException("%s is in use by another payment provider".formatted(path));
        }
    }

    /// @throws UncheckedIOException if the line could not be written; it then does not count
    void append(T document) {
        byte[] line = Json.MAPPER.writeValueAsBytes(document);
        Batch batch;
        synchronized (gathering) {
            batch = next;
            batch.lines.writeBytes(line);
            batch.lines.write('\n');
        }
        disk.lock();
        try {
            if (!batch.written) {
                synchronized (gathering) {
                    next = new Batch();
                }
                write(batch);
            }
        } finally {
            disk.unlock();
        }
        if (batch.failure != null) {
            throw new UncheckedIOException("%s cannot be written".formatted(path), batch.failure);
        }
    }

    private void write(Batch batch) {
        batch.written = true;
        try {
            ByteBuffer lines = ByteBuffer.wrap(batch.lines.toByteArray());
            while (lines.hasRemaining()) {
                file.write(lines);
            }
            if (forced) {
                file.force(false);
            }
            goodLength += lines.limit();
        } catch (IOException failure) {
            batch.failure = failure;
            takeBack(failure);
        }
    }

    /// A write into a full disk was refused, so nothing of it may be found at the next start. If
    /// not even that can be made sure of, the file is closed and every later append refused.
    private void takeBack(IOException failure) {
        try {
            file.truncate(goodLength);
            file.position(goodLength);
            file.force(true);
        } catch (IOException second) {
            failure.addSuppressed(second);
            try {
                file.close();
            } catch (IOException third) {
                failure.addSuppressed(third);
            }
        }
    }

    @Override
    public void close() throws IOException {
        disk.lock();
        try {
            file.close();
        } finally {
            disk.unlock();
        }
    }
}
