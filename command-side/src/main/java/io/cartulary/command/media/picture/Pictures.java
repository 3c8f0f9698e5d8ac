package io.cartulary.command.media.picture;

import io.cartulary.command.media.MediaProperties;
import io.cartulary.command.media.picture.RefusedPicture.Fault;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.PictureSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.concurrent.Semaphore;
import java.util.stream.StreamSupport;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.FileImageOutputStream;
import org.springframework.stereotype.Component;

/// Reads pictures and writes renditions. Files come from outside: the header is read first, and
/// nothing is decoded that has more pixels than are allowed.
@Component
public class Pictures {

    /// Decoding to so few is enough to see whether a file is whole.
    private static final int LOOKED_AT = 64;

    /// WebP has no more.
    private static final int LONGEST_SIDE = 16_383;

    private final int mostPixels;
    private final float quality;
    private final Semaphore pixels;

    Pictures(MediaProperties properties) {
        this.mostPixels = properties.mostPixels();
        this.quality = properties.quality() / 100f;
        this.pixels = new Semaphore(mostPixels, true);
        // On this thread, whose class loader knows the readers that are not the platform's.
        ImageIO.scanForPlugins();
    }

    /// Reads the whole of it.
    ///
    /// @return its size as it is shown
    /// @throws RefusedPicture unless it is whole and not too large
    public PictureSize check(Path file, MediaFormat format) throws IOException, RefusedPicture {
        var orientation = Exif.orientationIn(file, format);
        var size = read(file, format, LOOKED_AT).size();
        return orientation.isOnItsSide() ? new PictureSize(size.height(), size.width()) : size;
    }

    /// Writes it in a width it does not exceed, upright and without anything that its file says
    /// besides.
    ///
    /// @param rendition an empty file
    public void render(
            Path file, MediaFormat format, int width, RenditionFormat target, Path rendition)
            throws IOException, RefusedPicture {
        var orientation = Exif.orientationIn(file, format);
        var picture = read(file, format, width);
        var shown = Scaling.scale(picture, width, orientation, target == RenditionFormat.WEBP);
        write(shown, target, rendition);
    }

    /// @param size of the whole picture, as it lies in the file
    /// @param decoded perhaps with fewer pixels
    record Decoded(PictureSize size, BufferedImage decoded) {}

    private Decoded read(Path file, MediaFormat format, int shortest)
            throws IOException, RefusedPicture {
        var reader = readerOf(format);
        try (var in = new FileImageInputStream(file.toFile())) {
            reader.setInput(in, false, true);
            var size = new PictureSize(reader.getWidth(0), reader.getHeight(0));
            var all = (long) size.width() * size.height();
            if (all > mostPixels || Math.max(size.width(), size.height()) > LONGEST_SIDE) {
                throw new RefusedPicture(
                        Fault.TOO_MANY_PIXELS,
                        "A picture has at most %,d pixels and %,d on each side, this one has %d × %d."
                                .formatted(mostPixels, LONGEST_SIDE, size.width(), size.height()));
            }
            return new Decoded(size, decode(reader, size, (int) all, shortest));
        } catch (IOException | RuntimeException e) {
            throw broken(format, e);
        } finally {
            reader.dispose();
        }
    }

    private BufferedImage decode(ImageReader reader, PictureSize size, int all, int shortest)
            throws IOException, RefusedPicture {
        var step = Math.max(1, Math.min(size.width(), size.height()) / (2 * shortest));
        var parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        var isCutOff = new boolean[1];
        reader.addIIOReadWarningListener((_, warning) -> {
            isCutOff[0] |= warning.contains("premature end");
        });
        pixels.acquireUninterruptibly(all);
        try {
            var decoded = reader.read(0, parameters);
            if (isCutOff[0]) {
                throw new IOException("The file ends too early");
            }
            return decoded;
        } finally {
            pixels.release(all);
        }
    }

    private static RefusedPicture broken(MediaFormat format, Exception cause) {
        var refused =
                new RefusedPicture(
                        Fault.BROKEN, "The file begins as %s and is not whole.".formatted(format));
        refused.initCause(cause);
        return refused;
    }

    /// Of several readers the one that reads the most. The library that writes WebP has one, too:
    /// it is native code, and is not given files from outside.
    private static ImageReader readerOf(MediaFormat format) {
        var readers = ImageIO.getImageReadersByFormatName(format.name());
        return preferred(readers, "com.twelvemonkeys.");
    }

    private static <T> T preferred(Iterator<T> candidates, String vendor) {
        var all =
                StreamSupport.stream(Spliterators.spliteratorUnknownSize(candidates, 0), false)
                        .toList();
        return all.stream()
                .filter(candidate -> candidate.getClass().getName().startsWith(vendor))
                .findFirst()
                .orElseGet(all::getFirst);
    }

    private void write(BufferedImage picture, RenditionFormat format, Path file)
            throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format.name()).next();
        try (var out = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            if (format == RenditionFormat.WEBP) {
                parameters.setCompressionType("Lossy");
            } else {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            parameters.setCompressionQuality(quality);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
    }
}
