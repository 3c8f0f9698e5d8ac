package io.cartulary.command.media.upload;

import io.cartulary.command.media.MediaCommand.DeleteMedia;
import io.cartulary.events.media.MediaId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.version.Unversioned;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Pictures and videos, for staff.
@RestController
class MediaUploadController {

    private final Uploads uploads;
    private final CommandGateway commands;

    MediaUploadController(Uploads uploads, CommandGateway commands) {
        this.uploads = uploads;
        this.commands = commands;
    }

    record UploadedFiles(List<UploadedFile> files) {}

    @OpenTo(staff = Permission.PRODUCTS)
    @Unversioned
    @PostMapping(path = "/api/v1/admin/media", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    UploadedFiles upload(HttpServletRequest request) throws IOException {
        var files = UploadedParts.takeEach(request, uploads::take);
        if (files.stream().noneMatch(UploadedFile::isKept)) {
            throw new NothingUploaded(files);
        }
        return new UploadedFiles(files);
    }

    @OpenTo(staff = Permission.PRODUCTS)
    @Unversioned
    @DeleteMapping("/api/v1/admin/media/{mediaId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable MediaId mediaId) {
        commands.sendAndWait(new DeleteMedia(mediaId));
    }
}
