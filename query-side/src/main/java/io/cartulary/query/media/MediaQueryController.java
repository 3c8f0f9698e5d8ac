package io.cartulary.query.media;

import io.cartulary.events.media.MediaId;
import io.cartulary.query.media.MediaQuery.*;
import io.cartulary.query.projection.answer.PrivateAnswers;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows staff what was uploaded.
@RestController
class MediaQueryController {

    private static final String CURSOR = "media";

    private final Questions questions;
    private final Cursors cursors;
    private final PrivateAnswers answers;

    MediaQueryController(Questions questions, Cursors cursors, PrivateAnswers answers) {
        this.questions = questions;
        this.cursors = cursors;
        this.answers = answers;
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/media")
    Page<UploadedMedia> list(
            @RequestParam(required = false) @Size(min = 1, max = 255) @Nullable String fileName,
            @RequestParam(required = false) @Nullable Boolean used,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var after = cursors.read(CURSOR, cursor, Place::of);
        return cursors.page(
                CURSOR,
                questions.list(new ListMedia(fileName, used, after, size + 1), UploadedMedia.class),
                size,
                Place::key);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/media/{mediaId}")
    ResponseEntity<UploadedMedia> get(@PathVariable MediaId mediaId) {
        var media = questions.get(new FindMedia(mediaId), UploadedMedia.class, "media " + mediaId);
        return answers.of(media, media.entityTag());
    }
}
