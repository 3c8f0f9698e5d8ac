package io.cartulary.command.media.show;

import io.cartulary.command.media.store.MediaStore.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.AbstractResource;

/// A stored file for Spring, which serves the ranges of it that are asked for.
final class StoredResource extends AbstractResource {

    private final StoredFile file;

    StoredResource(StoredFile file) {
        this.file = file;
    }

    @Override
    public long contentLength() {
        return file.bytes();
    }

    @Override
    public InputStream getInputStream() {
        return new FromAnywhere(file);
    }

    @Override
    public String getDescription() {
        return file.toString();
    }

    /// Opened by the first read, at the place to which it was skipped: what stands before a range
    /// is not fetched.
    private static final class FromAnywhere extends InputStream {

        private final StoredFile file;
        private InputStream opened = InputStream.nullInputStream();
        private boolean isOpen;
        private long from;

        FromAnywhere(StoredFile file) {
            this.file = file;
        }

        private InputStream opened() throws IOException {
            if (!isOpen) {
                opened = file.open(from);
                isOpen = true;
            }
            return opened;
        }

        @Override
        public long skip(long bytes) throws IOException {
            if (isOpen) {
                return opened.skip(bytes);
            }
            var skipped = Math.clamp(bytes, 0, file.bytes() - from);
            from += skipped;
            return skipped;
        }

        @Override
        public int read() throws IOException {
            return opened().read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return opened().read(target, offset, length);
        }

        @Override
        public void close() throws IOException {
            opened.close();
        }
    }
}
