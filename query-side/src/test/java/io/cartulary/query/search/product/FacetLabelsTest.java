package io.cartulary.query.search.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.attribute.AttributeChoice;
import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeKind;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.query.attribute.AttributeDefinitions.Defined;
import io.cartulary.query.attribute.AttributeDetails;
import io.cartulary.query.brand.BrandNames.Known;
import io.cartulary.query.category.CategoryTree;
import io.cartulary.query.category.CategoryTree.Category;
import io.cartulary.query.category.PresentCategories.Present;
import io.cartulary.query.listing.PageSlugs;
import io.cartulary.query.listing.PageSlugs.Given;
import io.cartulary.query.search.product.ProductAnswer.Attribute;
import io.cartulary.query.search.product.ProductAnswer.Value;
import io.cartulary.query.search.product.number.NumberRange;
import io.cartulary.query.search.product.number.NumberRange.Band;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Which attributes are facets, and how they, categories and brands are labelled.
class FacetLabelsTest {

    private static final AttributeDetails SKIN_TYPE =
            attribute(
                    "skin-type",
                    new AttributeDefinition(
                            new LocalizedText(Map.of("en", "Skin type", "th", "สภาพผิว")),
                            AttributeKind.CHOICES,
                            null,
                            List.of(
                                    AttributeChoice.of(
                                            "dry",
                                            new LocalizedText(
                                                    Map.of("en", "Dry", "th", "ผิวแห้ง")))),
                            true,
                            true,
                            false));
    private static final AttributeDetails VOLUME =
            attribute(
                    "volume",
                    new AttributeDefinition(
                            LocalizedText.english("Volume"),
                            AttributeKind.NUMBER,
                            "ml",
                            List.of(),
                            true,
                            false,
                            true));
    private static final AttributeDetails USAGE =
            attribute(
                    "usage",
                    new AttributeDefinition(
                            LocalizedText.english("Usage"),
                            AttributeKind.TEXT,
                            null,
                            List.of(),
                            false,
                            true,
                            false));

    private static final AttributeDetails LENGTH =
            attribute(
                    "length",
                    new AttributeDefinition(
                            LocalizedText.english("Length"),
                            AttributeKind.NUMBER,
                            "cm",
                            List.of(),
                            true,
                            false,
                            true));

    /// Those that stand among too many values are shown by their range alone.
    private static final NumberRange VOLUMES =
            new NumberRange("50", "50", List.of(new Band("50", "100", 1)));

    private static AttributeDetails attribute(String code, AttributeDefinition definition) {
        return new AttributeDetails(code, definition, false, 0);
    }

    private static FacetLabels labels(String language) {
        return new FacetLabels(
                new Defined(Map.of(), Map.of(), 0), categories(), new Known(0, Map.of()), language);
    }

    private static Present categories() {
        var toners =
                new Category(
                        new CategoryId("category-toners"),
                        null,
                        new PageSlugs(
                                List.of(
                                        new Given("tonics", PageSlugs.COMMON, 1),
                                        new Given("toners", PageSlugs.COMMON, 2),
                                        new Given("nam-top", "th", 3))),
                        PageDescription.named(
                                new LocalizedText(Map.of("en", "Toners", "th", "โทนเนอร์"))),
                        true);
        return Present.of("schema", 1, CategoryTree.of(List.of(toners)));
    }

    private static List<Attribute> facets(String language) {
        var definitions =
                new Defined(
                        Map.of(
                                "skin-type",
                                SKIN_TYPE,
                                "volume",
                                VOLUME,
                                "usage",
                                USAGE,
                                "length",
                                LENGTH),
                        Map.of(),
                        3);
        return new FacetLabels(definitions, categories(), new Known(0, Map.of()), language)
                .ofAttributes(
                        new TreeMap<>(
                                Map.of(
                                        "skin-type", List.of(Value.of("dry", 2)),
                                        "volume", List.of(Value.of("50", 1)),
                                        "usage", List.of(Value.of("At night.", 1)))),
                        Map.of("volume", VOLUMES, "length", VOLUMES));
    }

    @Test
    void have_labels_in_the_language_that_was_asked_for_and_units() {
        assertThat(facets("th"))
                .contains(
                        new Attribute(
                                "skin-type",
                                "สภาพผิว",
                                null,
                                List.of(new Value("dry", "ผิวแห้ง", 2)),
                                null),
                        new Attribute(
                                "volume", "Volume", "ml", List.of(Value.of("50", 1)), VOLUMES),
                        new Attribute("length", "Length", "cm", List.of(), VOLUMES));
        assertThat(facets("en")).extracting(Attribute::label).contains("Skin type");
    }

    @Test
    void of_brands_are_their_names() {
        var rosa = new LocalizedText(Map.of("en", "Rosa", "th", "โรซ่า"));
        var labels =
                new FacetLabels(
                        new Defined(Map.of(), Map.of(), 0),
                        categories(),
                        new Known(1, Map.of("rosa", rosa)),
                        "th");
        assertThat(labels.ofBrands(List.of(Value.of("rosa", 2), Value.of("gone", 0))))
                .containsExactly(new Value("rosa", "โรซ่า", 2), Value.of("gone", 0));
    }

    @Test
    void of_categories_are_their_names_with_slugs_in_the_language_that_was_asked_for() {
        var inThai = labels("th").ofCategories(List.of(Value.of("toners", 2), Value.of("gone", 0)));
        assertThat(inThai)
                .containsExactly(new Value("nam-top", "โทนเนอร์", 2), Value.of("gone", 0));

        var inKhmer = labels("km").ofCategories(List.of(Value.of("toners", 2)));
        assertThat(inKhmer).containsExactly(new Value("toners", "Toners", 2));
    }

    @Test
    void of_a_category_are_known_by_its_former_slugs_while_the_index_has_these() {
        assertThat(labels("en").ofCategories(List.of(Value.of("tonics", 2))))
                .containsExactly(new Value("toners", "Toners", 2));
    }

    @Test
    void are_those_only_that_shoppers_filter_by() {
        assertThat(facets("en"))
                .extracting(Attribute::name)
                .containsExactly("length", "skin-type", "volume");
    }
}
