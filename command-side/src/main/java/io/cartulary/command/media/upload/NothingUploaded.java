package io.cartulary.command.media.upload;

import io.cartulary.command.media.MediaRejection;
import io.cartulary.command.refusal.RefusedRequest;
import java.util.List;
import java.util.Map;

/// Refuses an upload of which nothing was kept.
final class NothingUploaded extends RefusedRequest {

    private final transient List<UploadedFile> files;

    NothingUploaded(List<UploadedFile> files) {
        super(MediaRejection.NOTHING_UPLOADED, MediaRejection.NOTHING_UPLOADED.sentence());
        this.files = files;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("files", files);
    }
}
