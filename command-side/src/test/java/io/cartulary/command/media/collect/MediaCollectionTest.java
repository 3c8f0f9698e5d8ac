package io.cartulary.command.media.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.media.MediaSummary;
import io.cartulary.command.media.store.MediaFolder;
import io.cartulary.command.media.store.MediaKey;
import io.cartulary.command.media.store.MediaStore;
import io.cartulary.command.media.store.MediaStores;
import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import io.cartulary.events.media.PictureSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaCollectionTest {

    private static final MediaId PICTURE = MediaId.ofContent("9f86d081884c7d65");
    private static final MediaFileId FILE = new MediaFileId("file-1");
    private static final MediaFileId OTHER_FILE = new MediaFileId("file-2");
    private static final Duration GRACE = Duration.ofDays(7);

    private final Map<MediaId, MediaSummary> recorded = new HashMap<>();
    @TempDir private Path folder;
    private MediaFolder unfinished;
    private MediaStore store;
    private MediaCollection collection;

    @BeforeEach
    void open() throws IOException {
        var properties = MediaStores.properties(folder);
        unfinished = MediaStores.folder(properties);
        store = MediaStores.local(properties);
        collection =
                new MediaCollection(
                        store,
                        unfinished,
                        GRACE,
                        mediaId -> Optional.ofNullable(recorded.get(mediaId)));
        put(FILE);
    }

    @Test
    void keeps_what_is_shown_for_ever() throws IOException {
        recorded.put(PICTURE, picture(FILE, null));
        collection.collect(uploadedAt().plus(Duration.ofDays(10_000)));
        assertThat(isThere(FILE)).isTrue();
    }

    @Test
    void removes_what_has_no_event_after_the_grace_period_and_not_before() throws IOException {
        collection.collect(uploadedAt().plus(GRACE));
        assertThat(isThere(FILE)).isTrue();
        collection.collect(uploadedAt().plus(GRACE).plusSeconds(1));
        assertThat(isThere(FILE)).isFalse();
    }

    @Test
    void removes_the_second_file_of_the_same_content_alone() throws IOException {
        put(OTHER_FILE);
        recorded.put(PICTURE, picture(FILE, null));
        collection.collect(uploadedAt().plus(GRACE).plus(GRACE));
        assertThat(isThere(FILE)).isTrue();
        assertThat(isThere(OTHER_FILE)).isFalse();
    }

    @Test
    void removes_what_was_deleted_when_the_grace_period_has_passed_since() throws IOException {
        var deletedAt = uploadedAt().plus(Duration.ofDays(100));
        recorded.put(PICTURE, picture(FILE, deletedAt));
        collection.collect(deletedAt.plus(GRACE).minusSeconds(1));
        assertThat(isThere(FILE)).isTrue();
        collection.collect(deletedAt.plus(GRACE).plusSeconds(1));
        assertThat(isThere(FILE)).isFalse();
    }

    @Test
    void removes_what_a_process_left_that_ended() throws IOException {
        var left = unfinished.newFile();
        collection.collect(uploadedAt());
        assertThat(left).exists();
        collection.collect(Files.getLastModifiedTime(left).toInstant().plus(GRACE).plusSeconds(1));
        assertThat(left).doesNotExist();
    }

    private void put(MediaFileId fileId) throws IOException {
        store.put(
                MediaKey.original(PICTURE, fileId),
                Files.writeString(unfinished.newFile(), "a picture"));
    }

    private Instant uploadedAt() throws IOException {
        return Files.getLastModifiedTime(
                        folder.resolve("kept").resolve(PICTURE.value()).resolve(FILE.value()))
                .toInstant();
    }

    private boolean isThere(MediaFileId fileId) throws IOException {
        return store.find(MediaKey.original(PICTURE, fileId)).isPresent();
    }

    private static MediaSummary picture(MediaFileId fileId, @Nullable Instant deletedAt) {
        return new MediaSummary(
                fileId, MediaFormat.JPEG, 9, new PictureSize(1600, 1200), deletedAt);
    }
}
