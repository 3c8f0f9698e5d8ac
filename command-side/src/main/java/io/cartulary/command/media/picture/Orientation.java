package io.cartulary.command.media.picture;

import java.awt.geom.AffineTransform;

/// How a picture lies in its file, in the order of the values of Exif's tag `Orientation` from 1
/// on.
enum Orientation {
    UPRIGHT,
    MIRRORED,
    UPSIDE_DOWN,
    UPSIDE_DOWN_MIRRORED,
    ON_ITS_LEFT_MIRRORED,
    ON_ITS_LEFT,
    ON_ITS_RIGHT_MIRRORED,
    ON_ITS_RIGHT;

    /// Of a value that Exif does not have: upright.
    static Orientation ofExif(int value) {
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }

    /// Whether width and height are exchanged when it is shown.
    boolean isOnItsSide() {
        return compareTo(ON_ITS_LEFT_MIRRORED) >= 0;
    }

    /// Turns a picture of that size, as it lies in its file, upright.
    AffineTransform upright(int width, int height) {
        return switch (this) {
            case UPRIGHT -> new AffineTransform();
            case MIRRORED -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case UPSIDE_DOWN -> new AffineTransform(-1, 0, 0, -1, width, height);
            case UPSIDE_DOWN_MIRRORED -> new AffineTransform(1, 0, 0, -1, 0, height);
            case ON_ITS_LEFT_MIRRORED -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case ON_ITS_LEFT -> new AffineTransform(0, 1, -1, 0, height, 0);
            case ON_ITS_RIGHT_MIRRORED -> new AffineTransform(0, -1, -1, 0, height, width);
            case ON_ITS_RIGHT -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    }
}
