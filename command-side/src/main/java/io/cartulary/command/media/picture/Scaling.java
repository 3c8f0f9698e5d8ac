package io.cartulary.command.media.picture;

import io.cartulary.command.media.picture.Pictures.Decoded;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;

/// Makes a picture smaller and turns it upright.
final class Scaling {

    private Scaling() {}

    /// @param width of the picture as it is shown; a smaller one stays as it is
    /// @param keepsTransparency else what is transparent becomes white
    static BufferedImage scale(
            Decoded picture, int width, Orientation orientation, boolean keepsTransparency) {
        var size = picture.size();
        var shownWidth = orientation.isOnItsSide() ? size.height() : size.width();
        var scale = Math.min(1.0, (double) width / shownWidth);
        var toWidth = (int) Math.max(1, Math.round(size.width() * scale));
        var toHeight = (int) Math.max(1, Math.round(size.height() * scale));

        var source = picture.decoded();
        var isTransparent = keepsTransparency && source.getColorModel().hasAlpha();
        // In halves: one large step would leave out pixels.
        while (source.getWidth() >= 2 * toWidth && source.getHeight() >= 2 * toHeight) {
            source =
                    draw(
                            source,
                            Math.max(toWidth, source.getWidth() / 2),
                            Math.max(toHeight, source.getHeight() / 2),
                            Orientation.UPRIGHT,
                            isTransparent);
        }
        return draw(source, toWidth, toHeight, orientation, isTransparent);
    }

    private static BufferedImage draw(
            BufferedImage source,
            int width,
            int height,
            Orientation orientation,
            boolean isTransparent) {
        var isOnItsSide = orientation.isOnItsSide();
        var target =
                new BufferedImage(
                        isOnItsSide ? height : width,
                        isOnItsSide ? width : height,
                        isTransparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var graphics = target.createGraphics();
        try {
            if (!isTransparent) {
                graphics.setColor(Color.WHITE);
                graphics.fillRect(0, 0, target.getWidth(), target.getHeight());
            }
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.setRenderingHint(
                    RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            var upright = new AffineTransform(orientation.upright(width, height));
            upright.scale((double) width / source.getWidth(), (double) height / source.getHeight());
            graphics.drawImage(source, upright, null);
        } finally {
            graphics.dispose();
        }
        return target;
    }
}
