package io.cartulary.command.media.store;

import io.cartulary.command.media.MediaProperties;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Stores for tests.
public final class MediaStores {

    private MediaStores() {}

    /// The defaults, with a folder of the test's own.
    public static MediaProperties properties(Path folder) {
        return new Binder(
                        new MapConfigurationPropertySource(
                                Map.of("cartulary.media.folder", folder.toString())))
                .bindOrCreate("cartulary.media", MediaProperties.class);
    }

    public static MediaFolder folder(MediaProperties properties) {
        return new MediaFolder(properties);
    }

    public static MediaStore local(MediaProperties properties) {
        return new LocalMediaStore(properties);
    }
}
