package io.cartulary.command.media.picture;

import com.twelvemonkeys.imageio.metadata.jpeg.JPEG;
import com.twelvemonkeys.imageio.metadata.jpeg.JPEGSegmentUtil;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import io.cartulary.events.media.MediaFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/// What a camera wrote into a picture's file: of all that, how the picture lies in it.
final class Exif {

    /// Of the part of a file that has it; the rest of such a part is a thumbnail.
    private static final int LARGEST = 1 << 20;

    private static final int PNG_SIGNATURE = 8;
    private static final int RIFF_HEADER = 12;

    private Exif() {}

    /// A file that says nothing, or nonsense, is upright.
    static Orientation orientationIn(Path file, MediaFormat format) throws IOException {
        try (var in = new FileImageInputStream(file.toFile())) {
            var exif =
                    switch (format) {
                        case JPEG -> inJpeg(in);
                        case PNG -> inPng(in);
                        case WEBP -> inWebp(in);
                        case GIF, MP4, WEBM -> null;
                    };
            return exif == null ? Orientation.UPRIGHT : orientationIn(exif);
        } catch (IOException | RuntimeException _) {
            return Orientation.UPRIGHT;
        }
    }

    private static Orientation orientationIn(byte[] exif) throws IOException {
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(exif))) {
            var entry = new TIFFReader().read(in).getEntryById(TIFF.TAG_ORIENTATION);
            return entry != null && entry.getValue() instanceof Number value
                    ? Orientation.ofExif(value.intValue())
                    : Orientation.UPRIGHT;
        }
    }

    private static byte @Nullable [] inJpeg(ImageInputStream in) throws IOException {
        var segments = JPEGSegmentUtil.readSegments(in, JPEG.APP1, "Exif");
        if (segments.isEmpty()) {
            return null;
        }
        try (var data = segments.getFirst().data()) {
            data.skipNBytes(1); // fills the name up to an even length
            return data.readNBytes(LARGEST);
        }
    }

    /// Chunks of length, name, content and checksum.
    private static byte @Nullable [] inPng(ImageInputStream in) throws IOException {
        in.setByteOrder(ByteOrder.BIG_ENDIAN);
        in.seek(PNG_SIGNATURE);
        while (in.getStreamPosition() < in.length()) {
            var length = in.readUnsignedInt();
            var name = name(in);
            if (name.equals("eXIf") && length <= LARGEST) {
                return content(in, (int) length);
            }
            in.seek(in.getStreamPosition() + length + Integer.BYTES);
        }
        return null;
    }

    /// Chunks of name, length and content, filled up to an even length.
    private static byte @Nullable [] inWebp(ImageInputStream in) throws IOException {
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        in.seek(RIFF_HEADER);
        while (in.getStreamPosition() < in.length()) {
            var name = name(in);
            var length = in.readUnsignedInt();
            if (name.equals("EXIF") && length <= LARGEST) {
                return content(in, (int) length);
            }
            in.seek(in.getStreamPosition() + length + length % 2);
        }
        return null;
    }

    private static String name(ImageInputStream in) throws IOException {
        return new String(content(in, Integer.BYTES), StandardCharsets.US_ASCII);
    }

    private static byte[] content(ImageInputStream in, int length) throws IOException {
        var content = new byte[length];
        in.readFully(content);
        return content;
    }
}
