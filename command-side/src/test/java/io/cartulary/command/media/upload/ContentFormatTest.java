package io.cartulary.command.media.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.command.media.SamplePictures;
import io.cartulary.events.media.MediaFormat;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentFormatTest {

    @ParameterizedTest
    @CsvSource({"png, PNG", "jpeg, JPEG", "gif, GIF", "webp, WEBP"})
    void is_known_of_each_picture_that_is_taken(String written, MediaFormat known)
            throws RefusedUpload {
        assertThat(ContentFormat.of(SamplePictures.of(written, 8, 8))).isEqualTo(known);
    }

    @Test
    void is_known_of_a_video() throws RefusedUpload {
        assertThat(ContentFormat.of(SamplePictures.MP4)).isEqualTo(MediaFormat.MP4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                "\0\0\0\u0018ftypavif\0\0\0\0avifmif1",
                "\0\0\0\u0014ftypqt  \0\0\0\0qt  ",
                "%PDF-1.7",
                "<html>",
                "RIFF1234WAVE",
                "x"
            })
    void is_refused_of_anything_else(String content) {
        assertThatThrownBy(() -> ContentFormat.of(content.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(RefusedUpload.class)
                .hasMessageEndingWith("PNG, JPEG, WebP, GIF, MP4 and WebM files are taken.");
    }
}
