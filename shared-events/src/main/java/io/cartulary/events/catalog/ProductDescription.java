package io.cartulary.events.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a product is and how it is found: everything that is shown of it except its variants.
///
/// @param categories from the broadest to the narrowest, for example `["Skincare", "Toners"]`
/// @param attributes data of the trade, for example `{"skin type": ["dry", "sensitive"]}`
/// @param images addresses or file names, the primary one first
public record ProductDescription(
        LocalizedText name,
        @Nullable LocalizedText description,
        @Nullable String brand,
        List<String> categories,
        List<String> tags,
        Map<String, List<String>> attributes,
        List<String> images,
        boolean featured) {

    public ProductDescription {
        if (name == null) {
            throw new IllegalArgumentException("a product has a name");
        }
        categories = categories == null ? List.of() : List.copyOf(categories);
        tags = tags == null ? List.of() : List.copyOf(tags);
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
        images = images == null ? List.of() : List.copyOf(images);
    }
}
