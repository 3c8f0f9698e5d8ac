package io.cartulary.web.documentation;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes an example of a body from its schema. The same names mean the same everywhere in our JSON,
/// so that a field's name is enough to find a sensible value.
final class Examples {

    static final String INSTANT = "2026-03-14T09:26:53Z";
    private static final String LATER = "2026-04-14T09:26:53Z";

    private static final String REFERENCE = "#/components/schemas/";
    private static final String UUID = "0195932c-7a1e-7c4b-9d3e-5b8f2a6c1d40";

    /// Of fields whose type does not say enough.
    private static final Map<String, Object> BY_NAME =
            Map.ofEntries(
                    Map.entry("actor", "admin"),
                    Map.entry("actorRole", "STAFF"),
                    Map.entry("aggregate", id("orderId")),
                    Map.entry("actorId", "admin"),
                    Map.entry("aggregateId", id("orderId")),
                    Map.entry("barcode", "5012345678900"),
                    Map.entry("change", "OrderShipped"),
                    Map.entry("detail", "The coupon has expired."),
                    Map.entry("reason", "COUPON_EXPIRED"),
                    Map.entry("status", "CONFIRMED"),
                    Map.entry("eventId", UUID),
                    Map.entry("requestId", UUID),
                    Map.entry("correlationId", UUID),
                    Map.entry("causationId", UUID),
                    Map.entry("id", UUID),
                    Map.entry("importId", "import-orders-4d1f"),
                    Map.entry("eventType", "order.OrderPlaced"),
                    Map.entry("processor", "order-details@1"),
                    Map.entry("what", "C-100042 was placed for 25.00 EUR"),
                    Map.entry("note", "Left with a neighbour"),
                    Map.entry("attributeSet", "skincare"),
                    Map.entry("attributes", Map.of("skin-type", List.of("dry"))),
                    Map.entry("brand", id("brandId")),
                    Map.entry("carrier", "Royal Mail"),
                    Map.entry("categories", List.of(id("categoryId"))),
                    Map.entry("category", "toners"),
                    Map.entry("city", "London"),
                    Map.entry("code", "WELCOME10"),
                    Map.entry("country", "GB"),
                    Map.entry("couponCode", "WELCOME10"),
                    Map.entry("email", "ada@example.org"),
                    Map.entry("href", "/api/v1/products/rose-toner"),
                    Map.entry("language", "en"),
                    Map.entry("line1", "1 High Street"),
                    Map.entry("next", "WyIyMDI2LTAzLTE0Il0.3q2-7wQ"),
                    Map.entry("nextCursor", "WyIyMDI2LTAzLTE0Il0.3q2-7wQ"),
                    Map.entry("number", "C-100042"),
                    Map.entry("options", Map.of("size", "100 ml")),
                    Map.entry("phone", "+44 20 7946 0000"),
                    Map.entry("postalCode", "N1 1AA"),
                    Map.entry("products", List.of(id("productId"))),
                    Map.entry("provider", "simulated"),
                    Map.entry("shippingMethod", "standard"),
                    Map.entry("sku", "TONER-100"),
                    Map.entry("skus", List.of("TONER-100")),
                    Map.entry("slug", "rose-toner"),
                    Map.entry("tags", List.of("gift")),
                    Map.entry("taxClass", "standard"),
                    Map.entry("token", "tok_settle"),
                    Map.entry("trackingNumber", "RM123456785GB"),
                    Map.entry("timeZone", "Europe/London"),
                    Map.entry("type", "order.OrderPlaced"));

    /// Fields that are read as the name of a product.
    private static final Set<String> TITLES = Set.of("name", "text", "label", "title");

    /// Of schemas with several forms.
    private static final Map<String, Object> BY_SCHEMA =
            Map.of(
                    "events.coupon.Discount",
                    percentage(),
                    "events.coupon.PercentageOff",
                    percentage());

    private final Map<String, Schema<?>> schemas = new LinkedHashMap<>();

    Examples(Components components) {
        components.getSchemas().forEach((name, schema) -> schemas.put(name, schema));
    }

    private static Map<String, Object> percentage() {
        return Map.of("kind", "PERCENTAGE", "percent", "10");
    }

    /// @param field as in `orderId`
    static String id(String field) {
        return field.substring(0, field.length() - "Id".length()).toLowerCase(Locale.ROOT)
                + "-"
                + UUID;
    }

    /// @param name of the field that holds it; may be empty
    @Nullable Object of(String name, Schema<?> schema) {
        return of(name, schema, new LinkedHashSet<>());
    }

    private @Nullable Object of(String name, Schema<?> schema, Set<String> within) {
        if (schema.get$ref() != null) {
            return ofReferenced(name, schema.get$ref().substring(REFERENCE.length()), within);
        }
        if (schema.getExample() != null) {
            return schema.getExample();
        }
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return schema.getEnum().getFirst();
        }
        if (schema.getOneOf() != null) {
            return of(name, schema.getOneOf().getFirst(), within);
        }
        if (schema.getAnyOf() != null) {
            return of(name, schema.getAnyOf().getFirst(), within);
        }
        return switch (typeOf(schema)) {
            case "array" -> listOf(name, schema, within);
            case "object" -> objectOf(name, schema, within);
            case "boolean" -> true;
            case "integer" -> number(name, schema);
            case "number" -> 12.5;
            default -> text(name, schema);
        };
    }

    private @Nullable Object ofReferenced(String name, String schema, Set<String> within) {
        if (BY_SCHEMA.containsKey(schema)) {
            return BY_SCHEMA.get(schema);
        }
        if (!schemas.containsKey(schema) || !within.add(schema)) {
            return null; // a tree: its leaves have no children
        }
        var example = of(name, schemas.get(schema), within);
        within.remove(schema);
        return example;
    }

    private Object listOf(String name, Schema<?> schema, Set<String> within) {
        if (BY_NAME.get(name) instanceof List<?> known
                && schema.getItems() != null
                && typeOf(schema.getItems()).equals("string")) {
            return known;
        }
        var list = new ArrayList<Object>();
        var element =
                schema.getItems() == null ? null : of(singular(name), schema.getItems(), within);
        if (element != null) {
            list.add(element);
        }
        return list;
    }

    private Object objectOf(String name, Schema<?> schema, Set<String> within) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        if (schema.getProperties() != null) {
            schema.getProperties()
                    .forEach((field, ofField) -> {
                        var value = of(field, ofField, within);
                        if (value != null) {
                            object.put(field, value);
                        }
                    });
        } else if (BY_NAME.get(name) instanceof Map<?, ?> known) {
            return known;
        } else if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            var value = of(name, values, within);
            if (value != null) {
                object.put(typeOf(values).equals("string") ? "en" : "CONFIRMED", value);
            }
        }
        return object;
    }

    private static Object number(String name, Schema<?> schema) {
        if (schema.getMinimum() != null && schema.getMinimum().signum() > 0) {
            return schema.getMinimum().longValue();
        }
        return name.endsWith("amount") || name.endsWith("Minor") || name.endsWith("rice")
                ? 1250
                : 2;
    }

    private static Object text(String name, Schema<?> schema) {
        if (schema.getFormat() != null) {
            switch (schema.getFormat()) {
                case "date-time" -> {
                    return name.endsWith("Until") ? LATER : INSTANT;
                }
                case "date" -> {
                    return "2026-03-14";
                }
                case "uuid" -> {
                    return UUID;
                }
                default -> {
                    // by name
                }
            }
        }
        if (BY_NAME.get(name) instanceof String known) {
            return known;
        }
        if (name.endsWith("Id") && name.length() > 2) {
            return id(name);
        }
        return TITLES.contains(name) ? "Rose toner" : inWords(name);
    }

    /// `causeMessage` as "cause message".
    private static String inWords(String name) {
        return name.isEmpty() ? "text" : name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    private static String typeOf(Schema<?> schema) {
        if (schema.getType() != null) {
            return schema.getType();
        }
        if (schema.getTypes() != null && !schema.getTypes().isEmpty()) {
            return schema.getTypes().iterator().next();
        }
        return schema.getProperties() == null ? "string" : "object";
    }
}
