package io.cartulary.command.pricing.tables;

import static java.util.stream.Collectors.toMap;

import io.cartulary.command.pricing.tables.DecisionTablesSchema.MediaFile;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which pictures and videos were uploaded under which file name.
@Component
public class MediaTable {

    private final JdbcClient database;

    MediaTable(JdbcClient database) {
        this.database = database;
    }

    public record NamedMedia(MediaId mediaId, MediaFormat format) {}

    /// Those of these file names that are shown, by the name; of several of one name the latest.
    public Map<String, NamedMedia> named(Collection<String> fileNames) {
        return database
                .sql(
                        """
                        select distinct on (file_name) * from media_file where file_name = any(?)
                        order by file_name, uploaded_at desc, media_id
                        """)
                .param(fileNames.stream().map(MediaTable::key).distinct().toArray(String[]::new))
                .query((row, _) ->
                        Map.entry(
                                MediaFile.FILE_NAME.of(row),
                                new NamedMedia(
                                        MediaFile.MEDIA_ID.of(row), MediaFile.FORMAT.of(row))))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Capitals of a name do not matter.
    public static String key(String fileName) {
        return fileName.toLowerCase(Locale.ROOT);
    }
}
