package io.cartulary.command.media.store;

import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaId;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Keeps files in a bucket of a service that speaks S3.
final class S3MediaStore implements MediaStore {

    private final S3Client s3;
    private final String bucket;

    S3MediaStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /// What is asked of the service.
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException;
    }

    /// A service that does not answer is to callers what a disk is that cannot be read.
    private static <T> T asked(Question<T> question) throws IOException {
        try {
            return question.ask();
        } catch (SdkException e) {
            throw new IOException("The S3 service failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void put(MediaKey key, Path file) throws IOException {
        asked(() ->
                s3.putObject(
                        request -> request.bucket(bucket).key(key.toString()),
                        RequestBody.fromFile(file)));
        Files.delete(file);
    }

    @Override
    public Optional<StoredFile> find(MediaKey key) throws IOException {
        return asked(() -> {
            try {
                var head = s3.headObject(request -> request.bucket(bucket).key(key.toString()));
                return Optional.of(new S3File(key, head.contentLength()));
            } catch (NoSuchKeyException _) {
                return Optional.empty();
            }
        });
    }

    private final class S3File implements StoredFile {

        private final MediaKey key;
        private final long bytes;

        S3File(MediaKey key, long bytes) {
            this.key = key;
            this.bytes = bytes;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public InputStream open(long from) throws IOException {
            return asked(() ->
                    new Given(
                            s3.getObject(request ->
                                    request.bucket(bucket)
                                            .key(key.toString())
                                            .range("bytes=" + from + "-"))));
        }
    }

    /// What its reader does not want of it is not fetched when it is closed.
    private static final class Given extends FilterInputStream {

        private final ResponseInputStream<GetObjectResponse> content;

        Given(ResponseInputStream<GetObjectResponse> content) {
            super(content);
            this.content = content;
        }

        @Override
        public void close() {
            content.abort();
        }
    }

    @Override
    public void remove(MediaId mediaId, MediaFileId fileId) throws IOException {
        asked(() -> {
            objectsBelow(MediaKey.original(mediaId, fileId).folder() + "/")
                    .forEach(object ->
                            s3.deleteObject(request -> request.bucket(bucket).key(object.key())));
            return null;
        });
    }

    @Override
    public void forEachUpload(Consumer<StoredUpload> visitor) throws IOException {
        var changes = new LinkedHashMap<String, Instant>();
        asked(() -> {
            objectsBelow("media-")
                    .forEach(object ->
                            changes.merge(
                                    object.key().substring(0, object.key().lastIndexOf('/')),
                                    object.lastModified(),
                                    (one, other) -> one.isAfter(other) ? one : other));
            return null;
        });
        changes.forEach((folder, changedAt) -> {
            var names = folder.split("/");
            visitor.accept(
                    new StoredUpload(new MediaId(names[0]), new MediaFileId(names[1]), changedAt));
        });
    }

    private Iterable<S3Object> objectsBelow(String prefix) {
        return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
                .contents();
    }
}
