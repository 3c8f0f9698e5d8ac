package io.cartulary.query.search.product.number;

import io.cartulary.events.InvalidValue;
import io.cartulary.events.attribute.AttributeId;
import io.cartulary.web.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// Between which values an attribute that is a number is to be.
///
/// @param to included
public record NumberChoice(@Nullable Double from, @Nullable Double to) {

    /// What the names of parameters begin with, before the code of an attribute.
    public static final String LEAST = "minAttr.";

    public static final String MOST = "maxAttr.";

    public static final NumberChoice NONE = new NumberChoice(null, null);

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})?");

    /// Those among a request's parameters, by the code of the attribute.
    public static SortedMap<String, NumberChoice> among(Map<String, List<String>> parameters) {
        var choices = new TreeMap<String, NumberChoice>();
        parameters.forEach((name, values) -> {
            if (name.startsWith(LEAST)) {
                var least = number(name, LEAST, values);
                choices.merge(
                        name.substring(LEAST.length()),
                        new NumberChoice(least, null),
                        (known, _) -> new NumberChoice(least, known.to));
            } else if (name.startsWith(MOST)) {
                var most = number(name, MOST, values);
                choices.merge(
                        name.substring(MOST.length()),
                        new NumberChoice(null, most),
                        (known, _) -> new NumberChoice(known.from, most));
            }
        });
        return choices;
    }

    private static Double number(String parameter, String beginning, List<String> values) {
        var field = InvalidValue.excerpt(parameter);
        if (!AttributeId.isCode(parameter.substring(beginning.length()))) {
            throw refused(field, "must end with the code of an attribute");
        }
        if (values.size() != 1 || !NUMBER.matcher(values.getFirst()).matches()) {
            throw refused(field, "must be one decimal number, for example 12.5");
        }
        return Double.valueOf(values.getFirst());
    }

    private static ProblemException refused(String field, String reason) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST, "INVALID_VALUE", "%s %s.".formatted(field, reason), field);
    }
}
