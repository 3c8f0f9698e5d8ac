package io.cartulary.command.media;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/// Pictures made by the test that needs them.
public final class SamplePictures {

    /// The beginning of a video as players know it, and some of what follows.
    public static final byte[] MP4 =
            ByteBuffer.allocate(4096)
                    .putInt(24)
                    .put("ftypisom".getBytes(StandardCharsets.US_ASCII))
                    .putInt(512)
                    .put("isommp42".getBytes(StandardCharsets.US_ASCII))
                    .put("a video".getBytes(StandardCharsets.US_ASCII))
                    .array();

    private static final int IHDR_WIDTH = 16;

    private SamplePictures() {}

    /// The upper left quarter red, the rest blue.
    public static byte[] of(String format, int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height / 2);
        graphics.dispose();
        return encoded(picture, format);
    }

    public static byte[] transparent(int width, int height) {
        return encoded(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), "png");
    }

    private static byte[] encoded(BufferedImage picture, String format) {
        var out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, format, out)) {
                throw new IllegalStateException("nothing writes " + format);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /// As a camera writes it that was held in one of Exif's eight ways.
    public static byte[] jpegHeld(int orientation, int width, int height) {
        var jpeg = of("jpeg", width, height);
        var exif =
                ByteBuffer.allocate(36)
                        .putShort((short) 0xffe1)
                        .putShort((short) 34)
                        .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                        .put("MM\0*".getBytes(StandardCharsets.US_ASCII))
                        .putInt(8)
                        .putShort((short) 1)
                        .putShort((short) 0x0112)
                        .putShort((short) 3)
                        .putInt(1)
                        .putShort((short) orientation)
                        .putShort((short) 0)
                        .putInt(0)
                        .array();
        return ByteBuffer.allocate(jpeg.length + exif.length)
                .put(jpeg, 0, 2)
                .put(exif)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /// A small file whose header says that it has so many pixels.
    public static byte[] bomb(int width, int height) {
        var png = of("png", 8, 8);
        ByteBuffer.wrap(png).putInt(IHDR_WIDTH, width).putInt(IHDR_WIDTH + 4, height);
        return png;
    }
}
