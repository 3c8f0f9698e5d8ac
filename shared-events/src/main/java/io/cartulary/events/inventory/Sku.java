package io.cartulary.events.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.Text;
import java.util.Locale;
import java.util.regex.Pattern;

/// A stock keeping unit: what is priced, stocked and sold. Case does not distinguish two: `85123a`
/// is `85123A`.
public record Sku(@JsonValue @Text(max = Sku.LONGEST) String value) implements Comparable<Sku> {

    static final int LONGEST = 64;

    private static final Pattern FORM =
            Pattern.compile("[A-Z0-9][A-Z0-9._-]{0,%d}".formatted(LONGEST - 1));

    @JsonCreator
    public Sku {
        value = value.strip().toUpperCase(Locale.ROOT);
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValue(
                    "a SKU has 1 to 64 letters, digits, dots, dashes or underscores, was "
                            + InvalidValue.excerpt(value));
        }
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
