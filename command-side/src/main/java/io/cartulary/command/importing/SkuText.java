package io.cartulary.command.importing;

import io.cartulary.events.inventory.Sku;
import java.util.regex.Pattern;

/// Other systems write article codes as they like: `BANK CHARGES` becomes `BANK-CHARGES`.
final class SkuText {

    private static final Pattern NOT_OURS = Pattern.compile("[^A-Za-z0-9._-]+");

    private SkuText() {}

    /// @throws IllegalArgumentException when nothing usable is left
    static Sku sku(String text) {
        return new Sku(NOT_OURS.matcher(text.strip()).replaceAll("-"));
    }
}
