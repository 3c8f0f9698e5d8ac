package io.cartulary.command.media;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.media.MediaCommand.*;
import io.cartulary.events.media.MediaEvent.*;
import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaId;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// One picture or video, from its first upload on.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Media {

    @AggregateIdentifier private MediaId mediaId;
    private @Nullable MediaSummary summary;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    MediaFileId decide(RecordUpload command) {
        if (summary != null && summary.isShown()) {
            return summary.fileId();
        }
        apply(
                new MediaUploaded(
                        command.mediaId(),
                        command.fileId(),
                        command.fileName(),
                        command.format(),
                        command.bytes(),
                        command.size()));
        return command.fileId();
    }

    @CommandHandler
    void decide(DeleteMedia command) {
        if (summary.isShown()) {
            apply(new MediaDeleted(mediaId));
        }
    }

    @CommandHandler
    MediaSummary decide(ReadMedia command) {
        return summary;
    }

    @EventSourcingHandler
    void evolve(MediaUploaded event) {
        mediaId = event.mediaId();
        summary =
                new MediaSummary(event.fileId(), event.format(), event.bytes(), event.size(), null);
    }

    @EventSourcingHandler
    void evolve(MediaDeleted event, @Timestamp Instant at) {
        summary = summary.deleted(at);
    }
}
