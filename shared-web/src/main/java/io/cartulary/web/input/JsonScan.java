package io.cartulary.web.input;

import io.cartulary.events.InvalidValue;
import io.cartulary.web.problem.ProblemException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Looks through a JSON document for what no route takes, whatever its form: members given twice,
/// `null`, texts that cannot be stored, numbers without bound, and more of anything than is
/// sensible.
final class JsonScan {

    private static final int DEEPEST = 20;

    /// A bound on exponents comes with it: they are digits, too.
    private static final int LONGEST_NUMBER = 25;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNumberLength(1_000).build())
                    .build();

    private final byte[] document;
    private final boolean refusesNull;
    private final Deque<Level> levels = new ArrayDeque<>();

    /// An object or a list that the parser is in.
    private static final class Level {

        private final @Nullable Set<String> names;
        private String name = "";
        private int count;

        Level(boolean isObject) {
            this.names = isObject ? new HashSet<>() : null;
        }
    }

    /// @param refusesNull whether what is not given has to be left out
    JsonScan(byte[] document, boolean refusesNull) {
        this.document = document;
        this.refusesNull = refusesNull;
    }

    void check() {
        if (document.length == 0) {
            return; // a missing body is the converter's to refuse
        }
        try (var parser = JSON.createParser(ObjectReadContext.empty(), document)) {
            var values = 0;
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (levels.isEmpty() && ++values > 1) {
                    throw refused("The body must be one JSON value; something follows it.");
                }
                switch (token) {
                    case PROPERTY_NAME -> enterMember(parser.currentName());
                    case START_OBJECT, START_ARRAY -> {
                        countElement();
                        levels.push(new Level(parser.isExpectedStartObjectToken()));
                        if (levels.size() > DEEPEST) {
                            throw refused("is nested deeper than %d levels".formatted(DEEPEST));
                        }
                    }
                    case END_OBJECT, END_ARRAY -> levels.pop();
                    default -> {
                        countElement();
                        checkScalar(parser);
                    }
                }
            }
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        }
    }

    private static ProblemException malformed(JacksonException failure) {
        var location = failure.getLocation();
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                "INVALID_VALUE",
                location == null
                        ? "The body is not valid JSON."
                        : "The body is not valid JSON in UTF-8: line %d, column %d."
                                .formatted(location.getLineNr(), location.getColumnNr()),
                "body");
    }

    private void enterMember(String name) {
        var object = levels.getFirst();
        object.name = "";
        if (name.length() > Bounds.LONGEST_NAME) {
            throw refused(
                    "has a member whose name is longer than %d characters"
                            .formatted(Bounds.LONGEST_NAME));
        }
        try {
            Texts.checkForm(name, Bounds.LONGEST_NAME);
        } catch (InvalidValue e) {
            throw refused("has a member whose name " + e.getMessage());
        }
        object.name = name;
        if (object.names != null && !object.names.add(name)) {
            throw refused("must be given once");
        }
        if (object.names != null && object.names.size() > Bounds.MOST_ELEMENTS) {
            object.name = "";
            throw refused("must have at most %d members".formatted(Bounds.MOST_ELEMENTS));
        }
    }

    private void countElement() {
        var list = levels.peek();
        if (list != null && list.names == null && ++list.count > Bounds.MOST_ELEMENTS) {
            list.count = 0;
            throw refused("must have at most %d elements".formatted(Bounds.MOST_ELEMENTS));
        }
    }

    private void checkScalar(JsonParser parser) {
        switch (parser.currentToken()) {
            case VALUE_NULL -> {
                if (refusesNull) {
                    throw refused("must not be null; leave it out if there is none");
                }
            }
            case VALUE_STRING -> {
                try {
                    Texts.checkForm(parser.getString(), Bounds.LONGEST_TEXT);
                } catch (InvalidValue e) {
                    throw refused(e.getMessage());
                }
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                var digits = parser.getString();
                if (digits.length() > LONGEST_NUMBER || exponentOf(digits).length() > 2) {
                    throw refused(
                            "must be a number of at most %d digits".formatted(LONGEST_NUMBER));
                }
            }
            default -> {
                // true and false hold nothing else
            }
        }
    }

    private static String exponentOf(String number) {
        var exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        return exponent < 0 ? "" : number.substring(exponent + 1).replaceFirst("^[+-]?0*", "");
    }

    private ProblemException refused(String sentence) {
        var path = path();
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                "INVALID_VALUE",
                path.isEmpty() && Character.isLowerCase(sentence.charAt(0))
                        ? "The body " + sentence
                        : path.isEmpty() ? sentence : path + " " + sentence,
                path.isEmpty() ? "body" : path);
    }

    /// As in `lines[0].quantity`.
    private String path() {
        var path = new StringBuilder();
        for (Iterator<Level> outermost = levels.descendingIterator(); outermost.hasNext(); ) {
            var level = outermost.next();
            if (level.names != null) {
                path.append(path.isEmpty() || level.name.isEmpty() ? "" : ".").append(level.name);
            } else if (level.count > 0) {
                path.append('[').append(level.count - 1).append(']');
            }
        }
        return path.toString();
    }
}
