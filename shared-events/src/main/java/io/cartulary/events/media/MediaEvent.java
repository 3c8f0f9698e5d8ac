package io.cartulary.events.media;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.StoredAs;
import org.jspecify.annotations.Nullable;

/// Everything that can happen to a picture or a video.
public sealed interface MediaEvent extends DomainEvent {

    MediaId mediaId();

    @Override
    @JsonIgnore
    default String aggregateId() {
        return mediaId().value();
    }

    /// Its bytes are kept in `fileId` and can be shown from now on. Source: `RecordUpload`.
    ///
    /// @param fileName as it was uploaded
    /// @param size of a picture; absent for a video
    @StoredAs(name = "media.MediaUploaded", revision = 1)
    record MediaUploaded(
            MediaId mediaId,
            MediaFileId fileId,
            String fileName,
            MediaFormat format,
            long bytes,
            @Nullable PictureSize size)
            implements MediaEvent {}

    /// It is shown no more. Source: `DeleteMedia`.
    @StoredAs(name = "media.MediaDeleted", revision = 1)
    record MediaDeleted(MediaId mediaId) implements MediaEvent {}
}
