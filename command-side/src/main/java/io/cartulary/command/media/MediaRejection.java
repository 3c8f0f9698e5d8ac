package io.cartulary.command.media;

import io.cartulary.command.refusal.Rejection;
import org.jspecify.annotations.Nullable;

/// Why an upload, a question for a picture or what names one may be refused.
public enum MediaRejection implements Rejection {
    NOTHING_UPLOADED(
            Kind.INVALID, "No part of the request was kept; `files` says why of each.", "body"),
    SIZE_NOT_OFFERED(
            Kind.NOT_FOUND,
            "Pictures are shown in the configured widths only, and videos as they are.",
            "width"),
    MEDIA_UNKNOWN(
            Kind.INVALID,
            "A picture or video that is named was not uploaded, or was deleted; upload it first.",
            "media"),
    MEDIA_NO_PICTURE(
            Kind.INVALID,
            "A video cannot stand in the place of a picture; name a picture.",
            "picture");

    private final Kind kind;
    private final String sentence;
    private final String field;

    MediaRejection(Kind kind, String sentence, String field) {
        this.kind = kind;
        this.sentence = sentence;
        this.field = field;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public @Nullable String field() {
        return field;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
