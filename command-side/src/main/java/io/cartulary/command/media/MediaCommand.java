package io.cartulary.command.media;

import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import io.cartulary.events.media.PictureSize;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Everything one can ask of a picture or a video.
public sealed interface MediaCommand {

    /// Shows what lies in `fileId` from now on, unless the same content is shown from another file.
    /// Answers the file that it is shown from.
    record RecordUpload(
            @TargetAggregateIdentifier MediaId mediaId,
            MediaFileId fileId,
            String fileName,
            MediaFormat format,
            long bytes,
            @Nullable PictureSize size)
            implements MediaCommand {}

    record DeleteMedia(@TargetAggregateIdentifier MediaId mediaId) implements MediaCommand {}

    /// Answers the [MediaSummary] and records nothing.
    record ReadMedia(@TargetAggregateIdentifier MediaId mediaId) implements MediaCommand {}
}
