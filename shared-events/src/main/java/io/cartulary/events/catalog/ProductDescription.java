package io.cartulary.events.catalog;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.OrderedCopy;
import io.cartulary.events.Text;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a product is and how it is found: everything that is shown of it except its variants.
///
/// @param categories from the broadest to the narrowest, for example `["Skincare", "Toners"]`
/// @param attributes data of the trade, for example `{"skin type": ["dry", "sensitive"]}`
/// @param images addresses or file names, the primary one first
public record ProductDescription(
        @Text(max = ProductDescription.LONGEST_NAME) LocalizedText name,
        @Nullable LocalizedText description,
        @Nullable String brand,
        List<String> categories,
        List<String> tags,
        Map<String, List<String>> attributes,
        @Text(max = ProductDescription.LONGEST_ADDRESS) List<String> images,
        boolean featured) {

    static final int LONGEST_NAME = 300;
    static final int LONGEST_ADDRESS = 2_000;

    public ProductDescription {
        if (name == null) {
            throw new InvalidValue("name", "is required");
        }
        if (name.length() > LONGEST_NAME) {
            throw new InvalidValue(
                    "name", "must have at most %d characters".formatted(LONGEST_NAME));
        }
        categories = categories == null ? List.of() : List.copyOf(categories);
        tags = tags == null ? List.of() : List.copyOf(tags);
        attributes = attributes == null ? Map.of() : OrderedCopy.of(attributes);
        images = images == null ? List.of() : List.copyOf(images);
        checkEach("categories", categories, Text.USUAL);
        checkEach("tags", tags, Text.USUAL);
        checkEach("images", images, LONGEST_ADDRESS);
        attributes.forEach((attribute, values) -> {
            checkEach("attributes", List.of(attribute), Text.USUAL);
            checkEach("attributes", values, Text.USUAL);
        });
    }

    private static void checkEach(String field, List<String> texts, int longest) {
        for (var text : texts) {
            if (text.isBlank() || text.length() > longest) {
                throw new InvalidValue(
                        field, "must have texts of 1 to %d characters each".formatted(longest));
            }
        }
    }
}
