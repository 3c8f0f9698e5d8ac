package io.cartulary.command.media.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.command.media.MediaProperties;
import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Against a server that speaks S3, in a process of its own.
class S3MediaStoreTest extends MediaStoreContract {

    @TempDir private static Path data;

    private static S3Server server;
    private static MediaStore store;

    @BeforeAll
    static void start() throws IOException {
        server = S3Server.start(data);
        store = at(server.address(), S3Server.BUCKET);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.stop();
    }

    @Override
    MediaStore store() {
        return store;
    }

    @Test
    void says_as_a_disk_does_that_it_cannot_be_reached() {
        var nowhere = at(server.address(), "no-such-bucket");
        assertThatThrownBy(() ->
                        nowhere.remove(MediaId.ofContent("9f86d0"), new MediaFileId("file-1")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The S3 service failed");
    }

    private static MediaStore at(URI address, String bucket) {
        var properties =
                new Binder(
                                new MapConfigurationPropertySource(
                                        Map.of(
                                                "cartulary.media.s3.bucket", bucket,
                                                "cartulary.media.s3.region", "us-east-1",
                                                "cartulary.media.s3.endpoint", address.toString(),
                                                "cartulary.media.s3.path-style", "true",
                                                "cartulary.media.s3.access-key", "key",
                                                "cartulary.media.s3.secret-key", "secret")))
                        .bindOrCreate("cartulary.media", MediaProperties.class);
        return new MediaStoreConfiguration().mediaStore(properties);
    }
}
