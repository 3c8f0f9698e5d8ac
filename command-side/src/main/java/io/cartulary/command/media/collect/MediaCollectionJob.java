package io.cartulary.command.media.collect;

import io.cartulary.command.expiry.PollingJob;
import io.cartulary.command.media.MediaCommand.ReadMedia;
import io.cartulary.command.media.MediaProperties;
import io.cartulary.command.media.MediaSummary;
import io.cartulary.command.media.store.MediaFolder;
import io.cartulary.command.media.store.MediaStore;
import io.cartulary.command.refusal.GeneralRejection;
import io.cartulary.events.media.MediaId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/// Looks each hour for files that no event shows.
@Component
class MediaCollectionJob extends PollingJob {

    private static final Duration EVERY = Duration.ofHours(1);

    private final CommandGateway commands;
    private final MediaCollection collection;
    private final InstantSource clock;

    MediaCollectionJob(
            CommandGateway commands,
            MediaProperties properties,
            MediaStore store,
            MediaFolder folder,
            InstantSource clock) {
        super("media", EVERY);
        this.commands = commands;
        this.collection = new MediaCollection(store, folder, properties.grace(), this::recorded);
        this.clock = clock;
    }

    @Override
    protected void poll() {
        try {
            collection.collect(clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<MediaSummary> recorded(MediaId mediaId) {
        try {
            return Optional.of(commands.sendAndWait(new ReadMedia(mediaId)));
        } catch (CommandExecutionException refused) {
            if (refused.getDetails().orElse(null) == GeneralRejection.NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
