package io.cartulary.command.media.upload;

import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import io.cartulary.events.media.PictureSize;
import org.jspecify.annotations.Nullable;

/// What became of one file of an upload: it is kept under `mediaId`, or not for a `reason`.
record UploadedFile(
        String fileName,
        @Nullable MediaId mediaId,
        @Nullable MediaFormat format,
        @Nullable Long bytes,
        @Nullable PictureSize size,
        @Nullable UploadFault reason,
        @Nullable String detail) {

    static UploadedFile kept(
            String fileName,
            MediaId mediaId,
            MediaFormat format,
            long bytes,
            @Nullable PictureSize size) {
        return new UploadedFile(fileName, mediaId, format, bytes, size, null, null);
    }

    static UploadedFile refused(String fileName, RefusedUpload why) {
        return new UploadedFile(fileName, null, null, null, null, why.fault(), why.getMessage());
    }

    boolean isKept() {
        return mediaId != null;
    }
}
