package io.cartulary.command.media.store;

import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps files under keys, whole or not at all.
public interface MediaStore {

    /// A file that is there.
    interface StoredFile {

        long bytes();

        /// Its bytes from one of them on.
        InputStream open(long from) throws IOException;
    }

    /// Takes a file of the media folder away and keeps it under its key. Once this returns, it is
    /// still there after the machine loses its power.
    void put(MediaKey key, Path file) throws IOException;

    Optional<StoredFile> find(MediaKey key) throws IOException;

    /// Removes everything of one upload.
    void remove(MediaId mediaId, MediaFileId fileId) throws IOException;

    /// What one upload left.
    ///
    /// @param changedAt when a file last came
    record StoredUpload(MediaId mediaId, MediaFileId fileId, Instant changedAt) {}

    /// Visits every upload that is there.
    void forEachUpload(Consumer<StoredUpload> visitor) throws IOException;
}
