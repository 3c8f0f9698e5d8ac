package io.cartulary.query.media;

import io.cartulary.events.media.MediaId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything one can ask about uploaded pictures and videos; those that were deleted are not among
/// them.
sealed interface MediaQuery {

    /// One as [UploadedMedia].
    record FindMedia(MediaId mediaId) implements MediaQuery {}

    /// Those that fit as [UploadedMedia], the latest first.
    ///
    /// @param name that the name of the file has in it, whatever its capitals
    /// @param used whether something shows it
    /// @param after the last one of the page before
    record ListMedia(
            @Nullable String name, @Nullable Boolean used, @Nullable Place after, int limit)
            implements MediaQuery {}

    /// Where one stands in the list.
    record Place(Instant uploadedAt, String mediaId) {

        static Place of(List<String> key) {
            return new Place(Instant.parse(key.getFirst()), key.getLast());
        }

        static List<String> key(UploadedMedia media) {
            return List.of(media.uploadedAt().toString(), media.mediaId().value());
        }
    }
}
