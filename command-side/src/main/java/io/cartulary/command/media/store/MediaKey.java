package io.cartulary.command.media.store;

import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaId;

/// What the bytes are stored under: each upload has a folder of its own, with the file as it came
/// and what was made from it.
///
/// @param name of the one file in the folder
public record MediaKey(MediaId mediaId, MediaFileId fileId, String name) {

    private static final String ORIGINAL = "original";

    public static MediaKey original(MediaId mediaId, MediaFileId fileId) {
        return new MediaKey(mediaId, fileId, ORIGINAL);
    }

    String folder() {
        return mediaId + "/" + fileId;
    }

    @Override
    public String toString() {
        return folder() + "/" + name;
    }
}
