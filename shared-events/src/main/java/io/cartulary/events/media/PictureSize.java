package io.cartulary.events.media;

import io.cartulary.events.InvalidValue;

/// In pixels, as the picture is shown: one that a camera took lying on its side stands here
/// upright.
public record PictureSize(int width, int height) {

    public PictureSize {
        if (width < 1) {
            throw new InvalidValue("width", "must be 1 or more, was " + width);
        }
        if (height < 1) {
            throw new InvalidValue("height", "must be 1 or more, was " + height);
        }
    }
}
