package io.cartulary.command.media.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.command.media.SamplePictures;
import io.cartulary.command.media.store.MediaStores;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.PictureSize;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {

    @TempDir private Path folder;
    private Pictures pictures;
    private Path file;
    private Path rendition;

    @BeforeEach
    void open() {
        pictures = new Pictures(MediaStores.properties(folder));
        file = folder.resolve("picture");
        rendition = folder.resolve("rendition");
    }

    @Nested
    class A_file {
        @ParameterizedTest
        @EnumSource(
                value = MediaFormat.class,
                names = {"MP4", "WEBM"},
                mode = EnumSource.Mode.EXCLUDE)
        void is_read_in_each_format(MediaFormat format) throws Exception {
            write(SamplePictures.of(format.name().toLowerCase(Locale.ROOT), 200, 100));
            assertThat(pictures.check(file, format)).isEqualTo(new PictureSize(200, 100));
        }

        @ParameterizedTest
        @CsvSource({"60000, 60000", "8000, 5001", "16384, 100", "100, 16384"})
        void with_more_pixels_than_allowed_is_refused_by_its_header(int width, int height)
                throws IOException {
            write(SamplePictures.bomb(width, height));
            assertThatThrownBy(() -> pictures.check(file, MediaFormat.PNG))
                    .isInstanceOf(RefusedPicture.class)
                    .hasMessage(
                            "A picture has at most 40,000,000 pixels and 16,383 on each side, this one has %d × %d."
                                    .formatted(width, height));
        }

        @ParameterizedTest
        @ValueSource(strings = {"png", "jpeg", "gif", "webp"})
        void that_was_cut_off_is_refused(String format) throws IOException {
            var whole = SamplePictures.of(format, 400, 400);
            write(Arrays.copyOf(whole, whole.length * 2 / 3));
            var said = MediaFormat.valueOf(format.toUpperCase(Locale.ROOT));
            assertThatThrownBy(() -> pictures.check(file, said))
                    .isInstanceOf(RefusedPicture.class)
                    .hasMessageEndingWith("is not whole.");
        }

        @Test
        void of_another_format_than_its_beginning_is_refused() throws IOException {
            write("\u00ff\u00d8\u00ffrubbish".getBytes(StandardCharsets.ISO_8859_1));
            assertThatThrownBy(() -> pictures.check(file, MediaFormat.JPEG))
                    .isInstanceOf(RefusedPicture.class);
        }
    }

    @Nested
    class A_rendition {
        @ParameterizedTest
        @EnumSource(RenditionFormat.class)
        void has_the_width_that_is_asked_for(RenditionFormat format) throws Exception {
            write(SamplePictures.of("png", 800, 400));
            var shown = render(MediaFormat.PNG, 160, format);
            assertThat(shown.getWidth()).isEqualTo(160);
            assertThat(shown.getHeight()).isEqualTo(80);
            assertThatColour(shown, 10, 10).isEqualTo(Color.RED);
            assertThatColour(shown, 150, 70).isEqualTo(Color.BLUE);
        }

        @Test
        void is_never_larger_than_the_picture() throws Exception {
            write(SamplePictures.of("png", 100, 50));
            assertThat(render(MediaFormat.PNG, 640, RenditionFormat.WEBP).getWidth())
                    .isEqualTo(100);
        }

        /// The corner that is red is where the camera's upper left was.
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
        void is_upright_however_the_camera_was_held(int orientation) throws Exception {
            write(SamplePictures.jpegHeld(orientation, 400, 200));
            var isOnItsSide = orientation >= 5;
            assertThat(pictures.check(file, MediaFormat.JPEG))
                    .isEqualTo(isOnItsSide ? new PictureSize(200, 400) : new PictureSize(400, 200));

            var shown = render(MediaFormat.JPEG, 160, RenditionFormat.JPEG);
            assertThat(shown.getWidth()).isEqualTo(160);
            assertThat(shown.getHeight()).isEqualTo(isOnItsSide ? 320 : 80);
            var isRight =
                    orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
            var isLow =
                    orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
            assertThatColour(
                            shown,
                            isRight ? shown.getWidth() - 10 : 10,
                            isLow ? shown.getHeight() - 10 : 10)
                    .isEqualTo(Color.RED);
            assertThatColour(
                            shown,
                            isRight ? 10 : shown.getWidth() - 10,
                            isLow ? 10 : shown.getHeight() - 10)
                    .isEqualTo(Color.BLUE);
        }

        @ParameterizedTest
        @EnumSource(RenditionFormat.class)
        void says_nothing_of_the_camera(RenditionFormat format) throws Exception {
            write(SamplePictures.jpegHeld(6, 400, 200));
            render(MediaFormat.JPEG, 160, format);
            assertThat(new String(Files.readAllBytes(rendition), StandardCharsets.ISO_8859_1))
                    .doesNotContain("Exif", "EXIF");
        }

        @Test
        void is_transparent_in_webp_and_white_in_jpeg() throws Exception {
            write(SamplePictures.transparent(200, 200));
            assertThat(render(MediaFormat.PNG, 160, RenditionFormat.WEBP).getRGB(80, 80) >>> 24)
                    .isZero();
            assertThatColour(render(MediaFormat.PNG, 160, RenditionFormat.JPEG), 80, 80)
                    .isEqualTo(Color.WHITE);
        }
    }

    private BufferedImage render(MediaFormat from, int width, RenditionFormat format)
            throws Exception {
        Files.deleteIfExists(rendition);
        pictures.render(file, from, width, format, rendition);
        return ImageIO.read(rendition.toFile());
    }

    private void write(byte[] content) throws IOException {
        Files.write(file, content);
    }

    /// Of the three colours that are used here: compression changes them a little.
    private static ObjectAssert<Color> assertThatColour(BufferedImage picture, int x, int y) {
        var seen = new Color(picture.getRGB(x, y));
        return assertThat(
                new Color(
                        seen.getRed() > 127 ? 255 : 0,
                        seen.getGreen() > 127 ? 255 : 0,
                        seen.getBlue() > 127 ? 255 : 0));
    }
}
