package io.cartulary.command.media.collect;

import io.cartulary.command.media.MediaSummary;
import io.cartulary.command.media.store.MediaFolder;
import io.cartulary.command.media.store.MediaStore;
import io.cartulary.command.media.store.MediaStore.StoredUpload;
import io.cartulary.events.media.MediaId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;

/// Removes uploads that nothing shows: those a crash kept from their event, those whose content was
/// kept already, and those that were deleted.
///
/// Whether an upload is shown can change from no to yes only while it is uploaded: its name is
/// never used again. So one that is older than the grace period stays what it is while it is looked
/// at.
final class MediaCollection {

    private final MediaStore store;
    private final MediaFolder folder;
    private final Duration grace;
    private final Function<MediaId, Optional<MediaSummary>> recorded;

    /// @param recorded what the events say of a picture or video; nothing when there are none
    MediaCollection(
            MediaStore store,
            MediaFolder folder,
            Duration grace,
            Function<MediaId, Optional<MediaSummary>> recorded) {
        this.store = store;
        this.folder = folder;
        this.grace = grace;
        this.recorded = recorded;
    }

    void collect(Instant now) throws IOException {
        var before = now.minus(grace);
        var old = new ArrayList<StoredUpload>();
        store.forEachUpload(upload -> {
            if (upload.changedAt().isBefore(before)) {
                old.add(upload);
            }
        });
        for (var upload : old) {
            if (!isWanted(upload, before)) {
                store.remove(upload.mediaId(), upload.fileId());
            }
        }
        folder.removeFilesBefore(before);
    }

    private boolean isWanted(StoredUpload upload, Instant before) {
        return recorded.apply(upload.mediaId())
                .filter(media -> media.fileId().equals(upload.fileId()))
                .filter(media -> media.isShown() || media.deletedAt().isAfter(before))
                .isPresent();
    }
}
