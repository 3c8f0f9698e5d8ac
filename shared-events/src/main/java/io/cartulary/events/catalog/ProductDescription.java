package io.cartulary.events.catalog;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.OrderedCopy;
import io.cartulary.events.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a product is and how it is found: everything that is shown of it except its variants and
/// its pictures.
///
/// @param shortDescription for lists and previews
/// @param seoTitle of its page in the results of search engines; the name where there is none
/// @param seoDescription below that title; the short description where there is none
/// @param brand that makes it
/// @param categories that it stands in; those above them are not named
/// @param attributeSet the code of the set that its attributes are of; any may be given without one
/// @param attributes its values of attributes by their codes, for example `{"skin-type": ["dry",
///   "sensitive"]}`
public record ProductDescription(
        @Text(max = ProductDescription.LONGEST_NAME) LocalizedText name,
        @Nullable LocalizedText description,
        @Text(max = ProductDescription.LONGEST_SUMMARY) @Nullable LocalizedText shortDescription,
        @Text(max = ProductDescription.LONGEST_SEO_TITLE) @Nullable LocalizedText seoTitle,
        @Text(max = ProductDescription.LONGEST_SUMMARY) @Nullable LocalizedText seoDescription,
        @Nullable BrandId brand,
        List<CategoryId> categories,
        List<String> tags,
        @Nullable @Text(max = ProductDescription.LONGEST_CODE) String attributeSet,
        Map<String, List<String>> attributes,
        boolean featured) {

    static final int LONGEST_NAME = 300;
    static final int LONGEST_CODE = 60;
    private static final Pattern CODE = Pattern.compile(SlugId.FORM);
    private static final int MOST_CATEGORIES = 100;

    /// Of what is shown in lists and by search engines.
    public static final int LONGEST_SUMMARY = 1_000;

    public static final int LONGEST_SEO_TITLE = 200;

    public ProductDescription {
        if (name == null) {
            throw new InvalidValue("name", "is required");
        }
        LocalizedText.check("name", name, LONGEST_NAME);
        LocalizedText.check("shortDescription", shortDescription, LONGEST_SUMMARY);
        LocalizedText.check("seoTitle", seoTitle, LONGEST_SEO_TITLE);
        LocalizedText.check("seoDescription", seoDescription, LONGEST_SUMMARY);
        categories = categories == null ? List.of() : List.copyOf(categories);
        tags = tags == null ? List.of() : List.copyOf(tags);
        attributes = attributes == null ? Map.of() : OrderedCopy.of(attributes);
        if (categories.size() > MOST_CATEGORIES
                || Set.copyOf(categories).size() < categories.size()) {
            throw new InvalidValue(
                    "categories", "must name at most %d, each once".formatted(MOST_CATEGORIES));
        }
        checkEach("tags", tags, Text.USUAL);
        if (attributeSet != null
                && (attributeSet.length() > LONGEST_CODE
                        || !CODE.matcher(attributeSet).matches())) {
            throw new InvalidValue("attributeSet", "must be the code of a set, such as skincare");
        }
        attributes.forEach((attribute, values) -> {
            checkEach("attributes", List.of(attribute), Text.USUAL);
            checkEach("attributes", values, Text.USUAL);
        });
    }

    /// The same product of a brand, or of none, in other categories.
    public ProductDescription of(@Nullable BrandId other, List<CategoryId> others) {
        return with(other, others, tags, attributes);
    }

    /// The same in other categories, with other tags and values of attributes.
    public ProductDescription with(
            List<CategoryId> otherCategories,
            List<String> otherTags,
            Map<String, List<String>> otherAttributes) {
        return with(brand, otherCategories, otherTags, otherAttributes);
    }

    private ProductDescription with(
            @Nullable BrandId otherBrand,
            List<CategoryId> otherCategories,
            List<String> otherTags,
            Map<String, List<String>> otherAttributes) {
        return new ProductDescription(
                name,
                description,
                shortDescription,
                seoTitle,
                seoDescription,
                otherBrand,
                otherCategories,
                otherTags,
                attributeSet,
                otherAttributes,
                featured);
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
