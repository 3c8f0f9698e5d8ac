package io.cartulary.events.catalog;

import io.cartulary.events.Text;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.media.MediaFormat;
import io.cartulary.events.media.MediaId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A picture or a video that is shown of a product.
///
/// @param alt what is to be seen on it, for those who do not see it
/// @param sku of the variant it shows, where it shows one alone
public record ProductMedia(
        MediaId mediaId,
        MediaFormat format,
        @Text(max = ProductMedia.LONGEST_ALT) @Nullable LocalizedText alt,
        @Nullable Sku sku) {

    public static final int LONGEST_ALT = 500;

    public ProductMedia {
        LocalizedText.check("alt", alt, LONGEST_ALT);
    }

    /// What stands for the product in lists: its first picture.
    public static Optional<MediaId> primaryOf(List<ProductMedia> media) {
        return media.stream()
                .filter(shown -> !shown.format().isVideo())
                .map(ProductMedia::mediaId)
                .findFirst();
    }
}
