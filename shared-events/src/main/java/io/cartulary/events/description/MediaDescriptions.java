package io.cartulary.events.description;

import io.cartulary.events.media.MediaEvent;
import io.cartulary.events.media.MediaEvent.*;

/// Says what happened to a picture or a video.
final class MediaDescriptions {

    private MediaDescriptions() {}

    static String describe(MediaEvent event) {
        return switch (event) {
            case MediaUploaded(_, _, var fileName, var format, var bytes, _) ->
                    "“%s” was uploaded (%s, %d bytes)".formatted(fileName, format, bytes);
            case MediaDeleted _ -> "The picture or video was deleted";
        };
    }
}
