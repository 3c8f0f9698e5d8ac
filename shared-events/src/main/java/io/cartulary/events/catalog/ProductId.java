package io.cartulary.events.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one product, for example `product-0197…`.
public record ProductId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "product-";

    @JsonCreator
    public ProductId {
        Ids.check(PREFIX, value);
    }

    public static ProductId next() {
        return new ProductId(Ids.next(PREFIX));
    }

    public static ProductId named(String name) {
        return new ProductId(Ids.named(PREFIX, name));
    }

    @Override
    public String toString() {
        return value;
    }
}
