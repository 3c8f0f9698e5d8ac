package io.cartulary.query.media;

import static io.cartulary.query.media.MediaProjection.*;

import io.cartulary.events.media.PictureSize;
import io.cartulary.query.media.MediaQuery.*;
import io.cartulary.query.media.UploadedMedia.Use;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Answers [MediaQuery] from the tables of [MediaProjection].
@Component
class MediaReadModel {

    private static final TypeReference<List<Use>> USES = new TypeReference<>() {};

    private static final String MEDIA =
            """
            select *, (select count(*) from %1$s.media_use where named @> array[media_id]) as uses, (
                select coalesce(jsonb_agg(users), '[]') from (
                    select kind, used_by as id from %1$s.media_use where named @> array[media_id]
                    order by used_by limit %2$d) as users) as used_by
            from %1$s.media where shown\s\
            """;

    private final JdbcClient database;
    private final AwaitedGenerations live;
    private final JsonMapper json;

    MediaReadModel(
            @Qualifier("readModels") JdbcClient database,
            AwaitedGenerations live,
            JsonMapper json) {
        this.database = database;
        this.live = live;
        this.json = json;
    }

    @QueryHandler
    Optional<UploadedMedia> answer(FindMedia query) {
        return database.sql(media() + "and media_id = ?")
                .param(query.mediaId().value())
                .query((row, _) -> media(row))
                .optional();
    }

    @QueryHandler
    List<UploadedMedia> answer(ListMedia query) {
        var after = query.after();
        return database.sql(
                        media()
                                + """
                                and coalesce(position(lower(:name::text) in lower(file_name)) > 0, true)
                                and coalesce(exists (select from %s.media_use where named @> array[media_id]) = :used::boolean, true)
                                and coalesce((uploaded_at, media_id) < (:uploadedAt::timestamptz, :mediaId::text), true)
                                order by uploaded_at desc, media_id desc limit :limit
                                """
                                        .formatted(schema()))
                .param("name", query.name())
                .param("used", query.used())
                .param("uploadedAt", after == null ? null : Timestamp.from(after.uploadedAt()))
                .param("mediaId", after == null ? null : after.mediaId())
                .param("limit", query.limit())
                .query((row, _) -> media(row))
                .list();
    }

    private String media() {
        return MEDIA.formatted(schema(), UploadedMedia.MOST_USES);
    }

    private String schema() {
        return live.of(NAME).schema();
    }

    private UploadedMedia media(ResultSet row) throws SQLException {
        return new UploadedMedia(
                MEDIA_ID.of(row),
                FILE_NAME.of(row),
                FORMAT.of(row),
                BYTES.of(row),
                size(row),
                UPLOADED_AT.of(row),
                row.getLong("uses"),
                json.readValue(row.getString("used_by"), USES),
                VERSION.of(row));
    }

    private static @Nullable PictureSize size(ResultSet row) throws SQLException {
        var width = WIDTH.of(row);
        return width == null ? null : new PictureSize(width, HEIGHT.of(row));
    }
}
