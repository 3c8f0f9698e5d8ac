package io.cartulary.command.importing.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An article that a file of orders names.
///
/// @param openingStock pieces that must have been there before its first correction
/// @param otherProduct the product that has the SKU, if that is not one made of the article
/// @param refusal why it could not be put into the catalogue
record Article(
        long ordinal,
        Sku sku,
        String name,
        BigDecimal unitPrice,
        long openingStock,
        LocalDateTime firstAt,
        @Nullable ProductId otherProduct,
        @Nullable String refusal) {

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern LIKE_HASHED = Pattern.compile(".*-[0-9a-f]{16}");
    private static final int SHOWN_IN_SLUG = 48;

    /// Of the product that is made of the article.
    ProductId ownProduct() {
        return ProductId.named("legacy-sku-" + sku);
    }

    ProductId product() {
        return otherProduct == null ? ownProduct() : otherProduct;
    }

    /// Different SKUs have different slugs, though a slug has fewer characters: what it cannot hold
    /// becomes a dash, and a hash behind it distinguishes those.
    String slug() {
        var small = sku.value().toLowerCase(Locale.ROOT);
        if (PLAIN.matcher(small).matches() && !LIKE_HASHED.matcher(small).matches()) {
            return "legacy-" + small;
        }
        var shown = small.replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
        var hash = UUID.nameUUIDFromBytes(small.getBytes(UTF_8));
        return "legacy-%s-%s"
                .formatted(
                        shown.length() > SHOWN_IN_SLUG
                                ? shown.substring(0, SHOWN_IN_SLUG).replaceAll("-$", "")
                                : shown,
                        HexFormat.of().toHexDigits(hash.getMostSignificantBits()));
    }
}
