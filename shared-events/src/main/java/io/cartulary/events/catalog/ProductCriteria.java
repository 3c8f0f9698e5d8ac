package io.cartulary.events.catalog;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.OrderedCopy;
import io.cartulary.events.Text;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Which products belong together, as a search narrows by it: values of one criterion widen,
/// different criteria narrow.
///
/// @param categories any of them, each with all below it
/// @param brands any of them
/// @param tags any of them
/// @param attributes for each code the values of which a product must have one
/// @param options likewise by the name of an option, for example size
/// @param numbers for the code of an attribute that is a number between which values it is
/// @param minPrice of at least one variant
/// @param maxPrice of at least one variant, in the currency of `minPrice` if that is given
/// @param featured only what the shop puts forward
/// @param inStock only what can be bought now
public record ProductCriteria(
        List<CategoryId> categories,
        List<BrandId> brands,
        List<String> tags,
        Map<String, List<String>> attributes,
        Map<String, List<String>> options,
        Map<String, NumberBounds> numbers,
        @Nullable Money minPrice,
        @Nullable Money maxPrice,
        boolean featured,
        boolean inStock) {

    private static final int MOST = 100;

    public ProductCriteria {
        categories = categories == null ? List.of() : List.copyOf(categories);
        brands = brands == null ? List.of() : List.copyOf(brands);
        tags = tags == null ? List.of() : List.copyOf(tags);
        attributes = attributes == null ? Map.of() : OrderedCopy.of(attributes);
        options = options == null ? Map.of() : OrderedCopy.of(options);
        numbers = numbers == null ? Map.of() : OrderedCopy.of(numbers);
        checkNumber("categories", categories);
        checkNumber("brands", brands);
        checkTexts("tags", tags);
        checkNamed("attributes", attributes);
        checkNamed("options", options);
        checkNumber("numbers", numbers.keySet());
        checkTexts("numbers", List.copyOf(numbers.keySet()));
        checkPrices(minPrice, maxPrice);
        if (categories.isEmpty()
                && brands.isEmpty()
                && tags.isEmpty()
                && attributes.isEmpty()
                && options.isEmpty()
                && numbers.isEmpty()
                && minPrice == null
                && maxPrice == null
                && !featured
                && !inStock) {
            throw new InvalidValue("must have a criterion");
        }
    }

    private static void checkNumber(String field, Collection<?> values) {
        if (values.size() > MOST || Set.copyOf(values).size() < values.size()) {
            throw new InvalidValue(field, "must name at most %d, each once".formatted(MOST));
        }
    }

    private static void checkNamed(String field, Map<String, List<String>> named) {
        checkNumber(field, named.keySet());
        checkTexts(field, List.copyOf(named.keySet()));
        named.values().forEach(values -> checkTexts(field, values));
        if (named.values().stream().anyMatch(List::isEmpty)) {
            throw new InvalidValue(field, "must have a value for each name");
        }
    }

    private static void checkTexts(String field, List<String> texts) {
        checkNumber(field, texts);
        if (texts.stream().anyMatch(text -> text.isBlank() || text.length() > Text.USUAL)) {
            throw new InvalidValue(
                    field, "must have texts of 1 to %d characters each".formatted(Text.USUAL));
        }
    }

    private static void checkPrices(@Nullable Money least, @Nullable Money most) {
        if (least != null && least.isNegative()) {
            throw new InvalidValue("minPrice", "must not be below 0");
        }
        if (most != null && most.isNegative()) {
            throw new InvalidValue("maxPrice", "must not be below 0");
        }
        if (least != null && most != null) {
            if (!least.isSameCurrency(most)) {
                throw new InvalidValue("maxPrice", "must be in the currency of minPrice");
            }
            if (most.isLessThan(least)) {
                throw new InvalidValue("maxPrice", "must not be below minPrice");
            }
        }
    }
}
