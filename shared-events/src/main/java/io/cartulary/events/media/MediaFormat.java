package io.cartulary.events.media;

/// What a file is, by its content.
public enum MediaFormat {
    PNG("image/png"),
    JPEG("image/jpeg"),
    WEBP("image/webp"),
    GIF("image/gif"),
    MP4("video/mp4"),
    WEBM("video/webm");

    private final String contentType;

    MediaFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    public boolean isVideo() {
        return this == MP4 || this == WEBM;
    }
}
