package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cartulary.command.media.SamplePictures;
import io.cartulary.tests.access.OperatorAccess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/// Pictures and videos over HTTP, in the application of [ShopOverHttpTest].
abstract class MediaOverHttp extends ShopOverHttp {

    private static final byte[] SVG =
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8);

    @Test
    void are_kept_each_by_itself_and_judged_by_content() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("toner.txt", SamplePictures.of("png", 320, 240));
        files.put("logo.png", SVG);
        files.put("bomb.png", SamplePictures.bomb(60_000, 60_000));
        files.put("empty.jpg", new byte[0]);
        files.put("วิดีโอ.mp4", SamplePictures.MP4);
        var answer = upload(files, null);

        assertThat(answer.getStatusCode().value()).as("%s", answer).isEqualTo(201);
        assertThat(answer.getBody().path("files").valueStream())
                .extracting(
                        file -> file.path("fileName").asString(),
                        file -> file.path("format").asString(""),
                        file -> file.path("reason").asString(""))
                .containsExactly(
                        tuple("toner.txt", "PNG", ""),
                        tuple("logo.png", "", "FORMAT_NOT_ACCEPTED"),
                        tuple("bomb.png", "", "TOO_MANY_PIXELS"),
                        tuple("empty.jpg", "", "EMPTY_FILE"),
                        tuple("วิดีโอ.mp4", "MP4", ""));
        assertThat(answer.getBody().at("/files/0/size/width").asInt()).isEqualTo(320);
    }

    @Test
    void are_refused_when_none_is_good() {
        var refused = upload(Map.of("logo.svg", SVG), null);
        assertThat(codeOf(refused, 422)).isEqualTo("NOTHING_UPLOADED");
        assertThat(textAt(refused, "/files/0/reason")).isEqualTo("FORMAT_NOT_ACCEPTED");
        assertThat(textAt(refused, "/files/0/detail")).contains("SVG", "PNG, JPEG, WebP");
    }

    @Test
    void are_refused_in_a_body_that_is_not_whole() {
        var refused =
                RestClient.create(address("/admin/media"))
                        .post()
                        .header("Authorization", OperatorAccess.bearer(port))
                        .header("Content-Type", "multipart/form-data; boundary=here")
                        .body(
                                "--here\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\nGIF89a")
                        .retrieve()
                        .onStatus(_ -> true, (_, _) -> {})
                        .toEntity(JsonNode.class);
        assertThat(codeOf(refused, 400)).isEqualTo("INVALID_VALUE");
    }

    @Test
    void of_the_same_content_are_one_however_often_they_are_uploaded() throws Exception {
        var picture = Map.of("one.png", SamplePictures.of("png", 77, 55));
        Callable<String> upload = () -> idOf(upload(picture, null));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(Stream.generate(() -> upload).limit(4).toList()))
                    .extracting(Future::resultNow)
                    .containsOnly(upload.call());
        }
        assertThat(eventsOf("MediaUploaded", upload.call())).isEqualTo(1);
    }

    @Test
    void are_answered_the_same_for_a_repeated_request() {
        var picture = Map.of("again.png", SamplePictures.of("png", 78, 55));
        var key = UUID.randomUUID().toString();
        assertThat(upload(picture, key).getBody()).isEqualTo(upload(picture, key).getBody());
    }

    @Test
    void are_shown_in_the_widths_and_formats_that_are_offered() throws IOException {
        var id = idOf(upload(Map.of("wide.png", SamplePictures.of("png", 800, 400)), null));

        var webp = show(id + "?width=160&format=WEBP", Map.of());
        assertThat(webp.getHeaders().getContentType()).hasToString("image/webp");
        assertThat(webp.getHeaders().getCacheControl())
                .isEqualTo("max-age=31536000, public, immutable");
        assertThat(webp.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(widthOf(webp)).isEqualTo(160);
        assertThat(widthOf(show(id + "?width=320", Map.of()))).isEqualTo(320);
        assertThat(widthOf(show(id, Map.of()))).isEqualTo(800);

        var other = shopper(HttpMethod.GET, "/media/" + id + "?width=161", null, null);
        assertThat(codeOf(other, 404)).isEqualTo("SIZE_NOT_OFFERED");
    }

    @Test
    void are_not_sent_again_to_who_has_them() {
        var id = idOf(upload(Map.of("known.png", SamplePictures.of("png", 90, 90)), null));
        var etag = show(id + "?width=160", Map.of()).getHeaders().getETag();
        assertThat(
                        show(id + "?width=160", Map.of(HttpHeaders.IF_NONE_MATCH, etag))
                                .getStatusCode()
                                .value())
                .isEqualTo(304);
    }

    @Test
    void that_are_videos_are_sent_in_ranges_as_they_came() {
        var id = idOf(upload(Map.of("clip.mp4", SamplePictures.MP4), null));
        var all = show(id, Map.of());
        assertThat(all.getBody()).isEqualTo(SamplePictures.MP4);
        assertThat(all.getHeaders().getContentType()).hasToString("video/mp4");
        assertThat(all.getHeaders().getFirst(HttpHeaders.ACCEPT_RANGES)).isEqualTo("bytes");

        var part = show(id, Map.of(HttpHeaders.RANGE, "bytes=24-30"));
        assertThat(part.getStatusCode().value()).isEqualTo(206);
        assertThat(part.getBody()).isEqualTo("a video".getBytes(StandardCharsets.US_ASCII));
        assertThat(part.getHeaders().getFirst(HttpHeaders.CONTENT_RANGE))
                .isEqualTo("bytes 24-30/4096");
        assertThat(show(id, Map.of(HttpHeaders.RANGE, "bytes=9999-")).getStatusCode().value())
                .isEqualTo(416);
        assertThat(show(id + "?width=160", Map.of()).getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void are_shown_no_more_once_they_are_deleted_until_they_are_uploaded_again() {
        var picture = Map.of("gone.png", SamplePictures.of("png", 91, 90));
        var id = idOf(upload(picture, null));
        for (var time = 0; time < 2; time++) {
            var deleted = staff(HttpMethod.DELETE, "/admin/media/" + id, null, null);
            assertThat(deleted.getStatusCode().value()).isEqualTo(204);
        }
        assertThat(codeOf(shopper(HttpMethod.GET, "/media/" + id, null, null), 404))
                .isEqualTo("NOT_FOUND");
        upload(picture, null);
        assertThat(show(id, Map.of()).getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void are_shown_of_a_product_once_they_were_uploaded() {
        var page = offer("pictured-lamp", "PICTURED-1");
        var media = "/admin/products/" + page.substring(page.lastIndexOf('/') + 1) + "/media";
        var id = idOf(upload(Map.of("lamp.png", SamplePictures.of("png", 91, 33)), null));
        var body =
                "{\"media\": [{\"mediaId\": \"%s\", \"alt\": {\"en\": \"A lamp\"}, \"sku\": \"PICTURED-1\"}]}";

        assertThat(codeOf(staff(HttpMethod.PUT, media, body.formatted("media-none"), null), 422))
                .isEqualTo("MEDIA_UNKNOWN");
        var shown = staff(HttpMethod.PUT, media, body.formatted(id), null);
        assertThat(shown.getStatusCode().value()).as("%s", shown).isEqualTo(204);
        staff(HttpMethod.DELETE, "/admin/media/" + id, null, null);
        assertThat(codeOf(staff(HttpMethod.PUT, media, body.formatted(id), null), 422))
                .isEqualTo("MEDIA_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"brands", "categories", "collections"})
    void are_shown_of_brands_categories_and_collections_once_they_were_uploaded(String kind) {
        var picture = idOf(upload(Map.of("page.png", SamplePictures.of("png", 93, 33)), null));
        var video = idOf(upload(Map.of("page.mp4", SamplePictures.MP4), null));
        var body = "{\"description\": {\"name\": {\"en\": \"Pictured %s\"}, \"picture\": \"%s\"}}";
        var path = "/admin/" + kind;

        var unknown = staff(HttpMethod.POST, path, body.formatted(kind, "media-none"), null);
        assertThat(codeOf(unknown, 422)).isEqualTo("MEDIA_UNKNOWN");
        assertThat(textAt(unknown, "/field")).isEqualTo("description.picture");
        assertThat(codeOf(staff(HttpMethod.POST, path, body.formatted(kind, video), null), 422))
                .isEqualTo("MEDIA_NO_PICTURE");

        var created = staff(HttpMethod.POST, path, body.formatted(kind, picture), null);
        assertThat(created.getStatusCode().value()).as("%s", created).isEqualTo(201);
        var page = created.getHeaders().getLocation().getPath();
        var described =
                staff(
                        HttpMethod.PUT,
                        path + page.substring(page.lastIndexOf('/')),
                        "{\"name\": {\"en\": \"Pictured %s\"}, \"picture\": \"media-none\"}"
                                .formatted(kind),
                        null);
        assertThat(codeOf(described, 422)).isEqualTo("MEDIA_UNKNOWN");
        assertThat(textAt(described, "/field")).isEqualTo("picture");
    }

    @Test
    void are_shown_at_an_address_in_widths_that_pages_can_ask_for() {
        var offer = shopper(HttpMethod.GET, "/media", null, null);
        assertThat(textAt(offer, "/address")).isEqualTo("/api/v1/media/");
        assertThat(offer.getBody().at("/widths").valueStream().map(JsonNode::asInt))
                .containsExactly(160, 320, 640, 1280, 2048);
        assertThat(offer.getBody().at("/formats").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("JPEG", "WEBP");
    }

    private ResponseEntity<JsonNode> upload(Map<String, byte[]> files, @Nullable String key) {
        return RestClient.create(address("/admin/media"))
                .post()
                .header("Authorization", OperatorAccess.bearer(port))
                .headers(headers -> {
                    if (key != null) {
                        headers.set("Idempotency-Key", key);
                    }
                })
                .header("Content-Type", "multipart/form-data; boundary=here")
                .body(multipart(files))
                .retrieve()
                .onStatus(_ -> true, (_, _) -> {})
                .toEntity(JsonNode.class);
    }

    private static String idOf(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value()).as("%s", answer).isEqualTo(201);
        return textAt(answer, "/files/0/mediaId");
    }

    private ResponseEntity<byte[]> show(String question, Map<String, String> headers) {
        return RestClient.create(address("/media/" + question))
                .get()
                .headers(all -> headers.forEach(all::set))
                .retrieve()
                .onStatus(_ -> true, (_, _) -> {})
                .toEntity(byte[].class);
    }

    private String address(String path) {
        return "http://localhost:" + port + "/api/v1" + path;
    }

    private static int widthOf(ResponseEntity<byte[]> answer) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(answer.getBody())).getWidth();
    }

    /// Always the same bytes for the same files, as a client sends them that repeats a request.
    private static byte[] multipart(Map<String, byte[]> files) {
        var body = new ByteArrayOutputStream();
        files.forEach((name, content) -> {
            body.writeBytes(
                    "--here\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                            .formatted(name)
                            .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(content);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        body.writeBytes("--here--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }
}
