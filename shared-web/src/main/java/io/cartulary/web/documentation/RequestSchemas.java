package io.cartulary.web.documentation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import io.cartulary.events.Text;
import io.cartulary.events.Whole;
import io.cartulary.web.input.Bounds;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// Completes the schemas of bodies that are sent: with the bounds that hold for all of them, taken
/// from where they are enforced, and without requiring what may be left out.
final class RequestSchemas {

    private final Schemas schemas;
    private final Map<String, Schema<?>> all = new HashMap<>();

    RequestSchemas(Schemas schemas, OpenAPI api) {
        this.schemas = schemas;
        api.getComponents().getSchemas().forEach(all::put);
    }

    void complete(OpenAPI api) {
        var sent = new LinkedHashSet<String>();
        api.getPaths()
                .values()
                .forEach(path ->
                        path.readOperations().stream()
                                .map(Operation::getRequestBody)
                                .filter(body -> body != null && body.getContent() != null)
                                .flatMap(body -> body.getContent().values().stream())
                                .forEach(media -> Schemas.collect(media.getSchema(), all, sent)));
        sent.remove(Schemas.MONEY);
        for (var name : sent) {
            var schema = Objects.requireNonNull(all.get(name), name);
            schemas.recordOf(name).ifPresent(type -> complete(type, schema));
        }
    }

    private void complete(Class<?> type, Schema<?> schema) {
        for (var component : type.getRecordComponents()) {
            var name = component.getName();
            if (schema.getProperties() != null && schema.getProperties().containsKey(name)) {
                var member = schema.getProperties().get(name);
                bound(schemas.typeOf(component), component.getAccessor(), member);
                if (mayBeLeftOut(component, member) && schema.getRequired() != null) {
                    schema.getRequired().remove(name);
                }
            }
        }
    }

    /// @param member says what is taken, and lacks what holds for every member
    private void bound(JavaType type, Method member, Schema<?> schema) {
        var value = Schemas.valueOf(type.getRawClass());
        if (value.isPresent()) {
            var inner = value.get();
            bound(
                    schemas.typeOf(inner),
                    member.isAnnotationPresent(Text.class) ? member : inner.getAccessor(),
                    schema);
        } else if (type.hasRawClass(Money.class)) {
            schema.addProperty("amount", amount());
        } else if (type.isCollectionLikeType()) {
            schema.setMinItems(
                    Math.max(
                            member.isAnnotationPresent(NotEmpty.class) ? 1 : 0,
                            Objects.requireNonNullElse(schema.getMinItems(), 0)));
            schema.setMaxItems(
                    Objects.requireNonNullElse(schema.getMaxItems(), Bounds.MOST_ELEMENTS));
            bound(type.getContentType(), member, schema.getItems());
        } else if (type.isMapLikeType()) {
            schema.setMaxProperties(Bounds.MOST_ELEMENTS);
            bound(type.getContentType(), member, (Schema<?>) schema.getAdditionalProperties());
        } else if (Schemas.jsonTypeOf(schema).equals("string")) {
            boundText(member, schema);
        } else if (Schemas.jsonTypeOf(schema).equals("integer")) {
            boundNumber(member.getAnnotation(Whole.class), schema);
        }
    }

    private static void boundText(Method member, Schema<?> schema) {
        if (schema.getEnum() == null && schema.getFormat() == null) {
            var text = member.getAnnotation(Text.class);
            schema.setMinLength(
                    Math.max(
                            text == null ? 1 : text.min(),
                            Objects.requireNonNullElse(schema.getMinLength(), 0)));
            if (schema.getPattern() == null) {
                schema.setMaxLength(
                        Objects.requireNonNullElse(
                                schema.getMaxLength(), Bounds.longestText(member)));
            }
        }
    }

    private static void boundNumber(@Nullable Whole whole, Schema<?> schema) {
        var isLong = "int64".equals(schema.getFormat());
        var least = isLong ? Long.MIN_VALUE : Integer.MIN_VALUE;
        var most = isLong ? Long.MAX_VALUE : Integer.MAX_VALUE;
        schema.setMinimum(orElse(schema.getMinimum(), whole == null ? least : whole.min()));
        schema.setMaximum(orElse(schema.getMaximum(), whole == null ? most : whole.max()));
    }

    private static BigDecimal orElse(@Nullable BigDecimal stated, long general) {
        return stated == null ? BigDecimal.valueOf(general) : stated;
    }

    /// Of a sum that is sent; one that is answered may be larger.
    private static Schema<?> amount() {
        return new IntegerSchema()
                .format("int64")
                .minimum(BigDecimal.valueOf(-Bounds.MOST_MINOR_UNITS))
                .maximum(BigDecimal.valueOf(Bounds.MOST_MINOR_UNITS));
    }

    /// What has a value of its own when it is left out: a list that may be empty, a choice, a
    /// number that may be 0, and what says so.
    private static boolean mayBeLeftOut(RecordComponent component, Schema<?> member) {
        var type = component.getType();
        var stated = component.getAccessor().getAnnotation(JsonProperty.class);
        return type == boolean.class
                || Map.class.isAssignableFrom(type)
                || Collection.class.isAssignableFrom(type) && member.getMinItems() == 0
                || type.isPrimitive()
                        && member.getMinimum() != null
                        && member.getMinimum().signum() <= 0
                || stated != null && !stated.defaultValue().isEmpty();
    }
}
