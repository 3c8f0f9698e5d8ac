package io.cartulary.command.media;

import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.PictureSize;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A picture or a video as it stands.
///
/// @param size of a picture
/// @param deletedAt absent while it is shown
public record MediaSummary(
        MediaFileId fileId,
        MediaFormat format,
        long bytes,
        @Nullable PictureSize size,
        @Nullable Instant deletedAt) {

    public boolean isShown() {
        return deletedAt == null;
    }

    MediaSummary deleted(Instant at) {
        return new MediaSummary(fileId, format, bytes, size, at);
    }
}
