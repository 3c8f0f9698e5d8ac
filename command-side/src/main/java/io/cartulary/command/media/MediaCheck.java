package io.cartulary.command.media;

import static io.cartulary.command.media.MediaRejection.*;
import static io.cartulary.command.refusal.GeneralRejection.NOT_FOUND;

import io.cartulary.command.media.MediaCommand.ReadMedia;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.refusal.RefusedMember;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sees that what names a picture or a video names one that was uploaded and is shown. One that is
/// deleted later stays named, and is 404.
@Component
public class MediaCheck {

    private final CommandGateway commands;

    MediaCheck(CommandGateway commands) {
        this.commands = commands;
    }

    /// Refused with `MEDIA_UNKNOWN`.
    ///
    /// @param field of the request that names it
    public MediaFormat require(MediaId mediaId, String field) {
        try {
            MediaSummary media = commands.sendAndWait(new ReadMedia(mediaId));
            if (media.isShown()) {
                return media.format();
            }
        } catch (CommandExecutionException refused) {
            if (refused.getDetails().orElse(null) != NOT_FOUND) {
                throw refused;
            }
        }
        throw new CommandRejected(RefusedMember.of(MEDIA_UNKNOWN, field));
    }

    /// Refused with `MEDIA_UNKNOWN`, and with `MEDIA_NO_PICTURE` for a video.
    ///
    /// @param mediaId none where no picture is named
    public void requirePicture(@Nullable MediaId mediaId, String field) {
        if (mediaId != null && require(mediaId, field).isVideo()) {
            throw new CommandRejected(RefusedMember.of(MEDIA_NO_PICTURE, field));
        }
    }
}
