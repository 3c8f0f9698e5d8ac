package io.cartulary.events.catalog;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.Text;
import io.cartulary.events.media.MediaId;
import org.jspecify.annotations.Nullable;

/// What is shown of a category, a brand or a collection.
///
/// @param name no other brand or collection, and no category beside it, has it in the same language
/// @param seoTitle of its page in the results of search engines; the name where there is none
/// @param seoDescription below that title
/// @param picture an uploaded file
public record PageDescription(
        @Text(max = PageDescription.LONGEST_NAME) LocalizedText name,
        @Nullable LocalizedText description,
        @Text(max = ProductDescription.LONGEST_SEO_TITLE) @Nullable LocalizedText seoTitle,
        @Text(max = ProductDescription.LONGEST_SUMMARY) @Nullable LocalizedText seoDescription,
        @Nullable MediaId picture) {

    public static final int LONGEST_NAME = 100;

    public PageDescription {
        if (name == null) {
            throw new InvalidValue("name", "is required");
        }
        LocalizedText.check("name", name, LONGEST_NAME);
        LocalizedText.check("seoTitle", seoTitle, ProductDescription.LONGEST_SEO_TITLE);
        LocalizedText.check("seoDescription", seoDescription, ProductDescription.LONGEST_SUMMARY);
    }

    /// Of which nothing but the name is known.
    public static PageDescription named(LocalizedText name) {
        return new PageDescription(name, null, null, null, null);
    }
}
