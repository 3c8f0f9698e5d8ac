package io.cartulary.query.order.details;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.query.order.details.OrderTables.Part;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A row of `order_part`, as PostgreSQL writes it in JSON.
record PartRow(@JsonValue JsonNode row) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    PartRow {}

    OrderParts.Kind kind() {
        return OrderParts.Kind.valueOf(row.get(Part.KIND.toString()).stringValue());
    }

    @Nullable String text(Column<String> column) {
        var value = json(column);
        return value == null ? null : value.stringValue();
    }

    @Nullable Long number(Column<Long> column) {
        var value = json(column);
        return value == null ? null : value.longValue();
    }

    @Nullable Instant instant(Column<Instant> column) {
        var value = json(column);
        return value == null ? null : OffsetDateTime.parse(value.stringValue()).toInstant();
    }

    @Nullable JsonNode json(Column<?> column) {
        var value = row.get(column.toString());
        return value == null || value.isNull() ? null : value;
    }
}
