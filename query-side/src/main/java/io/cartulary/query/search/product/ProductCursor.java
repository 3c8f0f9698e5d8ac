package io.cartulary.query.search.product;

import co.elastic.clients.elasticsearch._types.FieldValue;
import io.cartulary.query.search.product.ProductQuestion.Sort;
import io.cartulary.web.page.Cursors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where the next page of products begins: after the sort values of the last hit. They end with the
/// product's id, so that no hit is shown twice and none is left out.
@Component
class ProductCursor {

    private static final String PURPOSE = "products-by-";

    private final Cursors cursors;

    ProductCursor(Cursors cursors) {
        this.cursors = cursors;
    }

    String after(Sort sort, List<FieldValue> lastHit) {
        return cursors.next(
                PURPOSE + sort.parameter(),
                lastHit.stream().map(value -> kind(value) + String.valueOf(value._get())).toList());
    }

    /// The sort values of the last hit of the page before; nothing for the first page.
    @Nullable List<FieldValue> read(Sort sort, @Nullable String cursor) {
        return cursors.read(
                PURPOSE + sort.parameter(),
                cursor,
                key -> key.stream().map(ProductCursor::value).toList());
    }

    private static String kind(FieldValue value) {
        return value.isLong() ? "l" : value.isDouble() ? "d" : "s";
    }

    private static FieldValue value(String text) {
        var value = text.substring(1);
        return switch (text.charAt(0)) {
            case 'l' -> FieldValue.of(Long.parseLong(value));
            case 'd' -> FieldValue.of(Double.parseDouble(value));
            default -> FieldValue.of(value);
        };
    }
}
