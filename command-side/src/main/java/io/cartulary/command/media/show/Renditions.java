package io.cartulary.command.media.show;

import io.cartulary.command.media.MediaSummary;
import io.cartulary.command.media.picture.Pictures;
import io.cartulary.command.media.picture.RefusedPicture;
import io.cartulary.command.media.picture.RenditionFormat;
import io.cartulary.command.media.store.MediaFolder;
import io.cartulary.command.media.store.MediaKey;
import io.cartulary.command.media.store.MediaStore;
import io.cartulary.command.media.store.MediaStore.StoredFile;
import io.cartulary.events.media.MediaId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/// Pictures in the widths and formats in which they are shown. Each is made when it is first asked
/// for, by one of those who ask, and kept beside the file as it came.
@Component
class Renditions {

    private final MediaStore store;
    private final MediaFolder folder;
    private final Pictures pictures;
    private final ConcurrentMap<MediaKey, ReentrantLock> inTheMaking = new ConcurrentHashMap<>();

    Renditions(MediaStore store, MediaFolder folder, Pictures pictures) {
        this.store = store;
        this.folder = folder;
        this.pictures = pictures;
    }

    static MediaKey keyOf(
            MediaId mediaId, MediaSummary picture, int width, RenditionFormat format) {
        return new MediaKey(
                mediaId, picture.fileId(), width + "." + format.name().toLowerCase(Locale.ROOT));
    }

    /// Nothing where the file as it came is missing.
    Optional<StoredFile> find(
            MediaId mediaId, MediaSummary picture, int width, RenditionFormat format)
            throws IOException {
        var key = keyOf(mediaId, picture, width, format);
        var kept = store.find(key);
        if (kept.isPresent()) {
            return kept;
        }
        var turn = inTheMaking.computeIfAbsent(key, _ -> new ReentrantLock());
        turn.lock();
        try {
            var made = store.find(key);
            return made.isPresent() ? made : make(key, picture, width, format);
        } finally {
            turn.unlock();
            // Who comes with another lock from now on finds what was made.
            inTheMaking.remove(key, turn);
        }
    }

    private Optional<StoredFile> make(
            MediaKey key, MediaSummary picture, int width, RenditionFormat format)
            throws IOException {
        var stored = store.find(MediaKey.original(key.mediaId(), picture.fileId()));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        var original = folder.newFile();
        var rendition = folder.newFile();
        try {
            copy(stored.get(), original);
            pictures.render(original, picture.format(), width, format, rendition);
            store.put(key, rendition);
        } catch (RefusedPicture refused) {
            throw new IOException("It was readable when it was uploaded", refused);
        } finally {
            Files.deleteIfExists(original);
            Files.deleteIfExists(rendition);
        }
        return store.find(key);
    }

    private static void copy(StoredFile stored, Path file) throws IOException {
        try (var in = stored.open(0)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
