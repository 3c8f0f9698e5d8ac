package io.cartulary.command.media.picture;

/// What a picture is shown as. Every browser reads both; WebP is smaller and can be transparent.
public enum RenditionFormat {
    JPEG("image/jpeg"),
    WEBP("image/webp");

    private final String contentType;

    RenditionFormat(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }
}
