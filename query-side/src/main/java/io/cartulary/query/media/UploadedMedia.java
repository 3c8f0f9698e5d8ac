package io.cartulary.query.media;

import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import io.cartulary.events.media.PictureSize;
import io.cartulary.web.version.EntityTag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A picture or a video as staff see it.
///
/// @param fileName as it was uploaded
/// @param size of a picture
/// @param uses how often it is named, by products and others
/// @param usedBy those that name it; the first hundred
/// @param version number of its last event
record UploadedMedia(
        MediaId mediaId,
        String fileName,
        MediaFormat format,
        long bytes,
        @Nullable PictureSize size,
        Instant uploadedAt,
        long uses,
        List<Use> usedBy,
        long version) {

    static final int MOST_USES = 100;

    /// @param id for example that of a product
    record Use(Kind kind, String id) {}

    enum Kind {
        PRODUCT,
        CATEGORY,
        BRAND,
        COLLECTION
    }

    EntityTag entityTag() {
        return new EntityTag(mediaId.value(), version);
    }
}
