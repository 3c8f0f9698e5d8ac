package io.cartulary.command.media.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMediaStoreTest {

    private static final MediaId PICTURE = MediaId.ofContent("9f86d081884c7d65");
    private static final MediaFileId FILE = new MediaFileId("file-1");
    private static final MediaKey ORIGINAL = MediaKey.original(PICTURE, FILE);
    private static final MediaKey SMALL = new MediaKey(PICTURE, FILE, "160.webp");

    @TempDir private Path folder;
    private MediaStore store;
    private MediaFolder unfinished;

    @BeforeEach
    void open() {
        var properties = MediaStores.properties(folder);
        store = new LocalMediaStore(properties);
        unfinished = new MediaFolder(properties);
    }

    @Test
    void has_what_was_put_under_a_key_and_takes_the_file_away() throws IOException {
        var file = file("a picture");
        store.put(ORIGINAL, file);
        assertThat(file).doesNotExist();
        assertThat(contentOf(ORIGINAL, 0)).isEqualTo("a picture");
        assertThat(store.find(ORIGINAL).orElseThrow().bytes()).isEqualTo(9);
        assertThat(store.find(SMALL)).isEmpty();
    }

    @Test
    void reads_from_any_byte_on() throws IOException {
        store.put(ORIGINAL, file("a picture"));
        assertThat(contentOf(ORIGINAL, 2)).isEqualTo("picture");
    }

    @Test
    void has_the_same_after_it_was_put_twice() throws IOException {
        store.put(ORIGINAL, file("a picture"));
        store.put(ORIGINAL, file("a picture"));
        assertThat(contentOf(ORIGINAL, 0)).isEqualTo("a picture");
    }

    @Test
    void removes_an_upload_with_what_was_made_of_it_and_no_other() throws IOException {
        var other = MediaKey.original(PICTURE, new MediaFileId("file-2"));
        store.put(ORIGINAL, file("a picture"));
        store.put(SMALL, file("small"));
        store.put(other, file("a picture"));

        store.remove(PICTURE, FILE);
        store.remove(PICTURE, FILE);

        assertThat(store.find(ORIGINAL)).isEmpty();
        assertThat(store.find(SMALL)).isEmpty();
        assertThat(contentOf(other, 0)).isEqualTo("a picture");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(unfinished.newFile(), content);
    }

    private String contentOf(MediaKey key, long from) throws IOException {
        try (var in = store.find(key).orElseThrow().open(from)) {
            return new String(in.readAllBytes());
        }
    }
}
