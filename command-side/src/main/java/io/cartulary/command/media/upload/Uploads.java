package io.cartulary.command.media.upload;

import io.cartulary.command.media.MediaCommand.RecordUpload;
import io.cartulary.command.media.MediaProperties;
import io.cartulary.command.media.picture.Pictures;
import io.cartulary.command.media.picture.RefusedPicture;
import io.cartulary.command.media.store.MediaFolder;
import io.cartulary.command.media.store.MediaKey;
import io.cartulary.command.media.store.MediaStore;
import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import io.cartulary.events.media.PictureSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes in one file: to disk as it comes, then to the store, then into the events. A crash in
/// between leaves a file without an event, never an event without a file.
@Component
class Uploads {

    private static final int BUFFER = 1 << 16;

    private final MediaProperties properties;
    private final MediaFolder folder;
    private final MediaStore store;
    private final Pictures pictures;
    private final CommandGateway commands;

    Uploads(
            MediaProperties properties,
            MediaFolder folder,
            MediaStore store,
            Pictures pictures,
            CommandGateway commands) {
        this.properties = properties;
        this.folder = folder;
        this.store = store;
        this.pictures = pictures;
        this.commands = commands;
    }

    /// @param sha256 of its bytes, in hexadecimal digits
    private record Received(MediaFormat format, long bytes, String sha256) {}

    UploadedFile take(String fileName, InputStream content) throws IOException {
        var file = folder.newFile();
        try {
            var received = receive(content, file);
            return keep(fileName, file, received, sizeOf(file, received.format()));
        } catch (RefusedUpload refused) {
            return UploadedFile.refused(fileName, refused);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Received receive(InputStream content, Path file) throws IOException, RefusedUpload {
        var head = content.readNBytes(ContentFormat.BEGINNING);
        if (head.length == 0) {
            throw new RefusedUpload(UploadFault.EMPTY_FILE, "The file has no content.");
        }
        var format = ContentFormat.of(head);
        var largest = format.isVideo() ? properties.largestVideo() : properties.largestPicture();
        if (!folder.hasRoom(largest.toBytes())) {
            throw new RefusedUpload(
                    UploadFault.DISK_FULL,
                    "The shop's disk is nearly full; make room and send the file again.");
        }
        var digest = sha256();
        long bytes = head.length;
        try (var out = Files.newOutputStream(file)) {
            out.write(head);
            digest.update(head);
            var buffer = new byte[BUFFER];
            for (int read; (read = content.read(buffer)) >= 0; ) {
                bytes += read;
                if (bytes > largest.toBytes()) {
                    throw new RefusedUpload(
                            UploadFault.UPLOAD_TOO_LARGE,
                            "A %s file has at most %,d bytes."
                                    .formatted(format, largest.toBytes()));
                }
                out.write(buffer, 0, read);
                digest.update(buffer, 0, read);
            }
        }
        return new Received(format, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private @Nullable PictureSize sizeOf(Path file, MediaFormat format)
            throws IOException, RefusedUpload {
        if (format.isVideo()) {
            return null;
        }
        try {
            return pictures.check(file, format);
        } catch (RefusedPicture refused) {
            var fault =
                    switch (refused.fault()) {
                        case TOO_MANY_PIXELS -> UploadFault.TOO_MANY_PIXELS;
                        case BROKEN -> UploadFault.BROKEN_PICTURE;
                    };
            throw new RefusedUpload(fault, refused.getMessage());
        }
    }

    private UploadedFile keep(
            String fileName, Path file, Received received, @Nullable PictureSize size)
            throws IOException {
        var mediaId = MediaId.ofContent(received.sha256());
        var fileId = MediaFileId.next();
        store.put(MediaKey.original(mediaId, fileId), file);
        MediaFileId shownFrom =
                commands.sendAndWait(
                        new RecordUpload(
                                mediaId,
                                fileId,
                                fileName,
                                received.format(),
                                received.bytes(),
                                size));
        if (!shownFrom.equals(fileId)) {
            store.remove(mediaId, fileId);
        }
        return UploadedFile.kept(fileName, mediaId, received.format(), received.bytes(), size);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
