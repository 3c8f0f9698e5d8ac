package io.cartulary.events.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.Text;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where pieces lie, for example `BERLIN-2`. A shop with one house has [#MAIN] alone.
public record WarehouseCode(@JsonValue @Text(max = WarehouseCode.LONGEST) String value)
        implements Comparable<WarehouseCode> {

    static final int LONGEST = 32;

    private static final Pattern FORM =
            Pattern.compile("[A-Z0-9][A-Z0-9-]{0,%d}".formatted(LONGEST - 1));

    public static final WarehouseCode MAIN = new WarehouseCode("MAIN");

    @JsonCreator
    public WarehouseCode {
        value = value.strip().toUpperCase(Locale.ROOT);
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValue(
                    "a warehouse has 1 to 32 letters, digits or dashes, was "
                            + InvalidValue.excerpt(value));
        }
    }

    @Override
    public int compareTo(WarehouseCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
