package io.cartulary.web.problem;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.InvalidValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Why JSON was not what was expected, in words that a client's developer can use: neither the
/// library's text nor a name of a class of ours.
///
/// @param field as in `lines[0].quantity`; empty for the whole document
/// @param sentence what would be right; names the field
public record RefusedJson(String field, String sentence) {

    public static RefusedJson of(JacksonException failure) {
        var path = pathOf(failure);
        var invalid = invalidValueIn(failure);
        if (invalid != null) {
            return of(path, invalid);
        }
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> unknown(path, unknown);
            case InvalidTypeIdException kind -> ofKind(path, kind);
            case MismatchedInputException mismatch ->
                    about(path, "must be " + described(mismatch.getTargetType()));
            case InputCoercionException number ->
                    about(path, "must be " + described(number.getTargetType()));
            case DatabindException _ -> about(path, "is incomplete or has not the documented form");
            default -> about(path, "is not valid JSON");
        };
    }

    /// @param path where the value stands
    public static RefusedJson of(String path, InvalidValue invalid) {
        var field = invalid.field();
        if (field == null) {
            return about(path, Objects.requireNonNull(invalid.getMessage()));
        }
        var below = path.isEmpty() ? field : path + "." + field;
        return about(
                below, Objects.requireNonNull(invalid.getMessage()).substring(field.length() + 1));
    }

    /// @param sentence goes on after the field's name, or stands for itself
    private static RefusedJson about(String path, String sentence) {
        var isPredicate = sentence.startsWith("must ") || sentence.startsWith("is ");
        if (path.isEmpty()) {
            return new RefusedJson(path, isPredicate ? "The body " + sentence : sentence);
        }
        return new RefusedJson(path, path + (isPredicate ? " " : ": ") + sentence);
    }

    private static @Nullable InvalidValue invalidValueIn(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValue invalid) {
                return invalid;
            }
        }
        return null;
    }

    private static RefusedJson unknown(String path, UnrecognizedPropertyException unknown) {
        var name = unknown.getPropertyName();
        var known = unknown.getKnownPropertyIds();
        var near =
                known.stream()
                        .map(Object::toString)
                        .filter(name::equalsIgnoreCase)
                        .findFirst()
                        .map(meant -> "; it is written %s".formatted(meant))
                        .orElseGet(() ->
                                known.isEmpty() ? "" : "; known are %s".formatted(listed(known)));
        return about(path, "is not known here" + near);
    }

    private static String listed(Collection<Object> names) {
        return names.stream().map(Object::toString).sorted().collect(joining(", "));
    }

    private static RefusedJson ofKind(String path, InvalidTypeIdException failure) {
        var base = failure.getBaseType().getRawClass();
        var member = base.getAnnotation(JsonTypeInfo.class);
        var kinds = base.getAnnotation(JsonSubTypes.class);
        if (member == null || kinds == null) {
            return about(path, "must be of a documented kind");
        }
        var field = member.property();
        var isNamed = path.equals(field) || path.endsWith("." + field);
        return about(
                isNamed || path.isEmpty() ? field : path + "." + field,
                Arrays.stream(kinds.value())
                        .map(JsonSubTypes.Type::name)
                        .collect(joining(", ", "must be one of ", "")));
    }

    private static String described(@Nullable Class<?> type) {
        if (type == null) {
            return "of the documented form";
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(constant -> nameOf((Enum<?>) constant))
                    .collect(joining(", ", "one of ", ""));
        }
        if (type == int.class || type == Integer.class) {
            return "a whole number of at most " + Integer.MAX_VALUE;
        }
        if (type == long.class || type == Long.class) {
            return "a whole number of at most " + Long.MAX_VALUE;
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        if (type == Money.class) {
            return "an amount such as {\"amount\": 1250, \"currency\": \"EUR\"}";
        }
        if (type == CurrencyUnit.class) {
            return "a text, a currency's code of ISO 4217 such as EUR";
        }
        if (type == Instant.class) {
            return "a text, a time such as 2026-03-14T09:26:53Z";
        }
        if (type == LocalDate.class) {
            return "a text, a day such as 2026-03-14";
        }
        return type == String.class || isWrittenAsText(type) ? "a text" : "an object";
    }

    private static boolean isWrittenAsText(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(part ->
                                part.getAccessor().isAnnotationPresent(JsonValue.class)
                                        && part.getType() == String.class);
    }

    private static String nameOf(Enum<?> constant) {
        try {
            var written =
                    constant.getDeclaringClass()
                            .getField(constant.name())
                            .getAnnotation(JsonProperty.class);
            return written == null ? constant.name() : written.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pathOf(JacksonException failure) {
        var path = new StringBuilder();
        for (var step : failure.getPath()) {
            var name = step.getPropertyName();
            if (name != null) {
                path.append(path.isEmpty() ? "" : ".").append(InvalidValue.excerpt(name));
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }
}
