package io.cartulary.command.media.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.media.store.MediaStore.StoredUpload;
import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What each store does.
abstract class MediaStoreContract {

    private static final MediaFileId FILE = new MediaFileId("file-1");

    @TempDir protected Path folder;

    /// Of each test its own.
    private final MediaId picture =
            MediaId.ofContent(UUID.randomUUID().toString().replace("-", ""));

    private final MediaKey original = MediaKey.original(picture, FILE);
    private final MediaKey small = new MediaKey(picture, FILE, "160.webp");
    private final MediaKey other = MediaKey.original(picture, new MediaFileId("file-2"));

    abstract MediaStore store();

    @Test
    void has_what_was_put_under_a_key_and_takes_the_file_away() throws IOException {
        var file = file("a picture");
        store().put(original, file);
        assertThat(file).doesNotExist();
        assertThat(contentOf(original, 0)).isEqualTo("a picture");
        assertThat(store().find(original).orElseThrow().bytes()).isEqualTo(9);
        assertThat(store().find(small)).isEmpty();
    }

    @Test
    void reads_from_any_byte_on_and_may_be_left_unread() throws IOException {
        store().put(original, file("a picture"));
        assertThat(contentOf(original, 2)).isEqualTo("picture");
        try (var in = store().find(original).orElseThrow().open(0)) {
            assertThat(in.read()).isEqualTo('a');
        }
    }

    @Test
    void has_the_same_after_it_was_put_twice() throws IOException {
        store().put(original, file("a picture"));
        store().put(original, file("a picture"));
        assertThat(contentOf(original, 0)).isEqualTo("a picture");
    }

    @Test
    void removes_an_upload_with_what_was_made_of_it_and_no_other() throws IOException {
        store().put(original, file("a picture"));
        store().put(small, file("small"));
        store().put(other, file("a picture"));

        store().remove(picture, FILE);
        store().remove(picture, FILE);

        assertThat(store().find(original)).isEmpty();
        assertThat(store().find(small)).isEmpty();
        assertThat(contentOf(other, 0)).isEqualTo("a picture");
    }

    @Test
    void visits_each_upload_once() throws IOException {
        store().put(original, file("a picture"));
        store().put(small, file("small"));
        store().put(other, file("a picture"));
        var visited = new ArrayList<StoredUpload>();
        store().forEachUpload(visited::add);
        assertThat(visited)
                .filteredOn(upload -> upload.mediaId().equals(picture))
                .extracting(StoredUpload::fileId)
                .containsExactlyInAnyOrder(FILE, other.fileId());
    }

    private Path file(String content) throws IOException {
        return Files.writeString(
                MediaStores.folder(MediaStores.properties(folder)).newFile(), content);
    }

    private String contentOf(MediaKey key, long from) throws IOException {
        try (var in = store().find(key).orElseThrow().open(from)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
