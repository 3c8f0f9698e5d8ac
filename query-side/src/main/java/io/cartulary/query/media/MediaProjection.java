package io.cartulary.query.media;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.catalog.BrandEvent.*;
import io.cartulary.events.catalog.CatalogEvent.MediaArranged;
import io.cartulary.events.catalog.CategoryEvent.*;
import io.cartulary.events.catalog.CollectionEvent.*;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.media.MediaEvent.*;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.media.UploadedMedia.Kind;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Owns tables `media` and `media_use`: one row for each product, category, brand or collection
/// that names pictures or videos.
@Component
class MediaProjection implements ProjectionDefinition {

    static final String NAME = "media";

    private static final Table MEDIA = Table.named("media");
    static final Column<MediaId> MEDIA_ID = MEDIA.key("media_id", text(MediaId::new));
    static final Column<String> FILE_NAME = MEDIA.latest("file_name", TEXT);
    static final Column<MediaFormat> FORMAT = MEDIA.latest("format", text(MediaFormat::valueOf));
    static final Column<Long> BYTES = MEDIA.latest("bytes", BIGINT);
    static final Column<Integer> WIDTH = MEDIA.latest("width", INTEGER);
    static final Column<Integer> HEIGHT = MEDIA.latest("height", INTEGER);
    static final Column<Instant> UPLOADED_AT = MEDIA.latest("uploaded_at", TIMESTAMPTZ);
    private static final Column<Boolean> SHOWN = MEDIA.latest("shown", BOOLEAN);
    static final Column<Long> VERSION = MEDIA.latest("version", BIGINT);

    private static final Table USE = Table.named("media_use");
    private static final Column<String> USED_BY = USE.key("used_by", TEXT);
    private static final Column<Kind> KIND = USE.replaced("kind", text(Kind::valueOf).notNull());
    private static final Column<List<String>> NAMED = USE.replaced("named", TEXTS.notNull());

    private static final String INDEXES =
            """
            create index if not exists media_latest_idx on media (uploaded_at, media_id) where shown;
            create index if not exists media_use_idx on media_use using gin (named);
            """;

    private final JdbcTemplate database;

    MediaProjection(@Qualifier("readModels") JdbcTemplate database) {
        this.database = database;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(
                MediaUploaded.class,
                MediaDeleted.class,
                MediaArranged.class,
                CategoryCreated.class,
                CategoryDescribed.class,
                CategoryRemoved.class,
                BrandCreated.class,
                BrandDescribed.class,
                BrandRemoved.class,
                CollectionCreated.class,
                CollectionDescribed.class,
                CollectionRemoved.class);
    }

    @Override
    public Optional<ObjectRows> objectRows() {
        return Optional.of(ObjectRows.named("media-", MEDIA_ID));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, database, Table.ddl(MEDIA, USE), INDEXES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        return BatchHandler.ofRows(generation, database, MediaProjection::fold);
    }

    private static void fold(DomainEvent event, EventMessage<?> message, Rows rows) {
        switch (event) {
            case MediaUploaded uploaded -> upload(uploaded, message, rows);
            case MediaDeleted(var media) ->
                    rows.of(MEDIA, media)
                            .set(SHOWN, false)
                            .set(VERSION, EventPosition.inAggregate(message));
            case MediaArranged(var product, var media) ->
                    use(
                            Kind.PRODUCT,
                            product.value(),
                            media.stream().map(ProductMedia::mediaId).distinct().toList(),
                            rows);
            case CategoryCreated(var id, _, _, var page) ->
                    use(Kind.CATEGORY, id.value(), page.picture(), rows);
            case CategoryDescribed(var id, var page) ->
                    use(Kind.CATEGORY, id.value(), page.picture(), rows);
            case CategoryRemoved(var id) -> rows.remove(USE, id.value());
            case BrandCreated(var id, _, var page) ->
                    use(Kind.BRAND, id.value(), page.picture(), rows);
            case BrandDescribed(var id, var page) ->
                    use(Kind.BRAND, id.value(), page.picture(), rows);
            case BrandRemoved(var id) -> rows.remove(USE, id.value());
            case CollectionCreated(var id, _, var page) ->
                    use(Kind.COLLECTION, id.value(), page.picture(), rows);
            case CollectionDescribed(var id, var page) ->
                    use(Kind.COLLECTION, id.value(), page.picture(), rows);
            case CollectionRemoved(var id) -> rows.remove(USE, id.value());
            default -> throw new IllegalStateException("not read here: " + event);
        }
    }

    private static void upload(MediaUploaded uploaded, EventMessage<?> message, Rows rows) {
        var row =
                rows.of(MEDIA, uploaded.mediaId())
                        .set(FILE_NAME, uploaded.fileName())
                        .set(FORMAT, uploaded.format())
                        .set(BYTES, uploaded.bytes())
                        .set(UPLOADED_AT, message.getTimestamp())
                        .set(SHOWN, true)
                        .set(VERSION, EventPosition.inAggregate(message));
        var size = uploaded.size();
        if (size != null) {
            row.set(WIDTH, size.width()).set(HEIGHT, size.height());
        }
    }

    private static void use(Kind kind, String by, @Nullable MediaId picture, Rows rows) {
        use(kind, by, picture == null ? List.of() : List.of(picture), rows);
    }

    private static void use(Kind kind, String by, List<MediaId> media, Rows rows) {
        if (media.isEmpty()) {
            rows.remove(USE, by);
        } else {
            rows.of(USE, by)
                    .set(KIND, kind)
                    .set(NAMED, media.stream().map(MediaId::value).toList());
        }
    }
}
