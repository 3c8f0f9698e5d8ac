package io.cartulary.query.media;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.catalog.BrandEvent.*;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.CatalogEvent.MediaArranged;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.media.MediaEvent.*;
import io.cartulary.events.media.MediaFileId;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import io.cartulary.events.media.PictureSize;
import io.cartulary.query.QueryNode;
import io.cartulary.web.consistency.Position;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Uploaded pictures and videos as staff see them, over HTTP.
@Execution(ExecutionMode.SAME_THREAD)
class MediaListTest {

    private static final String LIST = "/api/v1/admin/media";

    private final QueryNode node = QueryNode.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final MediaId bottle = new MediaId("media-bottle-" + unique);
    private final MediaId film = new MediaId("media-film-" + unique);
    private final ProductId toner = new ProductId("product-toner-" + unique);
    private final BrandId rosa = new BrandId("brand-rosa-" + unique);

    @BeforeEach
    void upload() {
        node.publish(
                uploaded(bottle, "Bottle " + unique + ".JPG", MediaFormat.JPEG),
                uploaded(film, "film_" + unique + ".mp4", MediaFormat.MP4));
    }

    private static MediaUploaded uploaded(MediaId media, String name, MediaFormat format) {
        return new MediaUploaded(
                media,
                MediaFileId.next(),
                name,
                format,
                4096,
                format.isVideo() ? null : new PictureSize(640, 480));
    }

    private BrandDescribed pictured(@Nullable MediaId picture) {
        return new BrandDescribed(
                rosa,
                new PageDescription(LocalizedText.english(unique), null, null, null, picture));
    }

    @Test
    void are_listed_with_where_each_is_used() {
        var position =
                node.publish(
                        new BrandCreated(
                                rosa,
                                "rosa-" + unique,
                                PageDescription.named(LocalizedText.english(unique))),
                        pictured(bottle),
                        new MediaArranged(
                                toner,
                                List.of(
                                        new ProductMedia(film, MediaFormat.MP4, null, null),
                                        new ProductMedia(bottle, MediaFormat.JPEG, null, null))));

        var found = node.staff("GET", LIST + "/" + bottle, at(position));
        assertThat(found.text("/fileName")).isEqualTo("Bottle " + unique + ".JPG");
        assertThat(found.json().at("/size/width").asInt()).isEqualTo(640);
        assertThat(found.json().at("/uses").asInt()).isEqualTo(2);
        assertThat(found.json().at("/usedBy").findValuesAsString("id"))
                .containsExactly(rosa.value(), toner.value());
        assertThat(found.json().at("/usedBy").findValuesAsString("kind"))
                .containsExactly("BRAND", "PRODUCT");
        assertThat(found.header("ETag")).startsWith("\"" + bottle + "@0");

        var without = node.publish(pictured(null), new MediaArranged(toner, List.of()));
        assertThat(listed("?used=false&fileName=" + unique, without))
                .containsExactlyInAnyOrder(bottle.value(), film.value());
        assertThat(listed("?used=true&fileName=" + unique, without)).isEmpty();
    }

    @Test
    void are_found_by_a_part_of_their_file_name_page_by_page() {
        var later = node.publish(uploaded(bottle, "BOTTLE " + unique + ".png", MediaFormat.PNG));

        var first = node.staff("GET", LIST + "?limit=1&fileName=" + unique, at(later)).json();
        assertThat(first.at("/items").findValuesAsString("mediaId"))
                .containsExactly(bottle.value());
        var next = "?limit=1&fileName=" + unique + "&cursor=" + first.at("/next").asString();
        assertThat(listed(next, later)).containsExactly(film.value());
        assertThat(listed("?fileName=film_" + unique, later)).containsExactly(film.value());
        assertThat(listed("?fileName=bottle%20" + unique, later)).containsExactly(bottle.value());
        assertThat(listed("?fileName=f%25" + unique, later)).isEmpty();
    }

    @Test
    void are_not_found_once_they_were_deleted_until_they_are_uploaded_again() {
        var deleted = node.publish(new MediaDeleted(film));
        assertThat(node.staff("GET", LIST + "/" + film, at(deleted)).status()).isEqualTo(404);
        assertThat(listed("?fileName=" + unique, deleted)).containsExactly(bottle.value());

        var again = node.publish(uploaded(film, "film_" + unique + ".mp4", MediaFormat.MP4));
        assertThat(node.staff("GET", LIST + "/" + film, at(again)).status()).isEqualTo(200);
    }

    private List<String> listed(String question, Position position) {
        return node.staff("GET", LIST + question, at(position))
                .json()
                .at("/items")
                .findValuesAsString("mediaId");
    }
}
