package io.cartulary.command.media.show;

import io.cartulary.command.media.MediaCommand.ReadMedia;
import io.cartulary.command.media.MediaProperties;
import io.cartulary.command.media.MediaRejection;
import io.cartulary.command.media.MediaSummary;
import io.cartulary.command.media.picture.RenditionFormat;
import io.cartulary.command.media.store.MediaKey;
import io.cartulary.command.media.store.MediaStore;
import io.cartulary.command.media.store.MediaStore.StoredFile;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.media.MediaId;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows pictures and videos to everyone. What an address answers never changes, except that it may
/// be deleted.
@RestController
class MediaController {

    private static final Logger log = LoggerFactory.getLogger(MediaController.class);

    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private static final Duration OFFER_KEPT = Duration.ofMinutes(1);

    private final CommandGateway commands;
    private final MediaProperties properties;
    private final MediaStore store;
    private final Renditions renditions;

    MediaController(
            CommandGateway commands,
            MediaProperties properties,
            MediaStore store,
            Renditions renditions) {
        this.commands = commands;
        this.properties = properties;
        this.store = store;
        this.renditions = renditions;
    }

    /// @param address with a media identifier behind it that of a picture or a video
    /// @param widths of pictures, in pixels
    record MediaOffer(String address, List<Integer> widths, List<RenditionFormat> formats) {}

    @OpenTo(Caller.SHOPPER)
    @GetMapping("/api/v1/media")
    ResponseEntity<MediaOffer> offer() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(OFFER_KEPT).cachePublic())
                .body(
                        new MediaOffer(
                                properties.address(),
                                properties.widths().stream().sorted().toList(),
                                List.of(RenditionFormat.values())));
    }

    @OpenTo(Caller.SHOPPER)
    @GetMapping(
            path = "/api/v1/media/{mediaId}",
            produces = {"image/jpeg", "image/webp", "video/mp4", "video/webm"})
    ResponseEntity<Resource> show(
            @PathVariable MediaId mediaId,
            @RequestParam(required = false) @Nullable Integer width,
            @RequestParam(required = false) @Nullable RenditionFormat format)
            throws IOException {
        MediaSummary media = commands.sendAndWait(new ReadMedia(mediaId));
        if (!media.isShown()) {
            throw ProblemException.notFound("picture or video " + mediaId);
        }
        return media.format().isVideo()
                ? video(mediaId, media, width, format)
                : picture(mediaId, media, width, format);
    }

    private ResponseEntity<Resource> video(
            MediaId mediaId,
            MediaSummary video,
            @Nullable Integer width,
            @Nullable RenditionFormat format)
            throws IOException {
        if (width != null || format != null) {
            throw new CommandRejected(MediaRejection.SIZE_NOT_OFFERED);
        }
        var key = MediaKey.original(mediaId, video.fileId());
        return answer(key, video.format().contentType(), store.find(key));
    }

    private ResponseEntity<Resource> picture(
            MediaId mediaId,
            MediaSummary picture,
            @Nullable Integer asked,
            @Nullable RenditionFormat format)
            throws IOException {
        var width =
                Objects.requireNonNullElseGet(asked, () -> Collections.max(properties.widths()));
        if (!properties.widths().contains(width)) {
            throw new CommandRejected(MediaRejection.SIZE_NOT_OFFERED);
        }
        var shownAs = Objects.requireNonNullElse(format, RenditionFormat.JPEG);
        return answer(
                Renditions.keyOf(mediaId, picture, width, shownAs),
                shownAs.contentType(),
                renditions.find(mediaId, picture, width, shownAs));
    }

    private static ResponseEntity<Resource> answer(
            MediaKey key, String contentType, Optional<StoredFile> file) {
        if (file.isEmpty()) {
            log.error("{} is missing from the media store", key);
            throw ProblemException.notFound("file of " + key.mediaId());
        }
        return ResponseEntity.ok()
                .cacheControl(FOR_EVER)
                .eTag("\"" + key.fileId() + "/" + key.name() + "\"")
                .contentType(MediaType.parseMediaType(contentType))
                .body(new StoredResource(file.get()));
    }
}
