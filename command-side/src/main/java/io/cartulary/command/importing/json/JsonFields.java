package io.cartulary.command.importing.json;

import io.cartulary.command.importing.row.Checks;
import io.cartulary.command.importing.row.RowFault;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// The members of an object of a line. Each is asked for by its name and the form it must have; in
/// the end [#refuseOthers] names those that were not. A member that is `null` is absent.
public final class JsonFields {

    private final String path;
    private final Map<String, Object> members;

    /// Whether blanks around texts are parts of them.
    private final boolean exact;

    private final Set<String> known = new LinkedHashSet<>();

    JsonFields(String path, Map<String, Object> members) {
        this(path, members, false);
    }

    private JsonFields(String path, Map<String, Object> members, boolean exact) {
        this.path = path;
        this.members = members;
        this.exact = exact;
    }

    /// Of a row of a table, as if it were an object.
    public static JsonFields of(Map<String, Object> members) {
        return new JsonFields("", members);
    }

    /// The same where texts are kept with the blanks around them.
    public static JsonFields ofExact(Map<String, Object> members) {
        return new JsonFields("", members, true);
    }

    /// A number as a member, by its digits.
    public static Object number(String digits) {
        return new JsonNumber(digits);
    }

    private String checked(String itemPath, String text, int least, int most) {
        return exact
                ? Checks.exactText(itemPath, text, least, most)
                : Checks.text(itemPath, text, least, most);
    }

    /// Where a member stands in its line, for example `variants[0].price`.
    public String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private <T> @Nullable T member(String name, Class<T> type, String form) {
        known.add(name);
        var value = members.get(name);
        return value == null ? null : as(pathOf(name), value, type, form);
    }

    private static <T> T as(String path, @Nullable Object value, Class<T> type, String form) {
        if (!type.isInstance(value)) {
            throw RowFault.malformed(path, "%s must be %s.".formatted(path, form));
        }
        return type.cast(value);
    }

    private static <T> T required(String path, @Nullable T value) {
        if (value == null) {
            throw RowFault.malformed(path, "%s is missing.".formatted(path));
        }
        return value;
    }

    /// A text that may not be absent or empty.
    public String text(String name, int most) {
        var text = member(name, String.class, "a text");
        return Checks.text(pathOf(name), required(pathOf(name), text), 1, most);
    }

    public @Nullable String textOrNull(String name, int most) {
        var text = member(name, String.class, "a text");
        var stripped = text == null ? "" : checked(pathOf(name), text, 0, most);
        return stripped.isEmpty() ? null : stripped;
    }

    /// A word of a list, as it stands in the file.
    public <E extends Enum<E>> E word(String name, Class<E> words) {
        var text = text(name, 100);
        for (var word : words.getEnumConstants()) {
            if (word.name().equals(text)) {
                return word;
            }
        }
        throw RowFault.malformed(
                pathOf(name),
                "%s must be one of %s, was %s."
                        .formatted(
                                pathOf(name),
                                String.join(", ", names(words.getEnumConstants())),
                                Checks.shown(text)));
    }

    private static List<String> names(Enum<?>[] words) {
        var names = new ArrayList<String>();
        for (var word : words) {
            names.add(word.name());
        }
        return names;
    }

    /// False when absent.
    public boolean flag(String name) {
        return Boolean.TRUE.equals(member(name, Boolean.class, "true or false"));
    }

    public @Nullable Integer whole(String name, int least, int most) {
        var number = member(name, JsonNumber.class, "a number");
        return number == null ? null : Checks.whole(pathOf(name), number.digits(), least, most);
    }

    public @Nullable BigDecimal decimal(String name) {
        var number = member(name, JsonNumber.class, "a number");
        return number == null ? null : Checks.decimal(pathOf(name), number.digits());
    }

    /// In the currency's main unit, for example `12.5`.
    public @Nullable Money money(String name, CurrencyUnit currency) {
        var amount = decimal(name);
        return amount == null ? null : Checks.money(pathOf(name), amount, currency);
    }

    public Money requiredMoney(String name, CurrencyUnit currency) {
        return required(pathOf(name), money(name, currency));
    }

    /// A code of ISO 4217; `USD` when absent.
    public CurrencyUnit currency(String name) {
        var code = textOrNull(name, 3);
        return Checks.currency(pathOf(name), code == null ? "USD" : code);
    }

    /// With its offset from UTC.
    public @Nullable Instant instant(String name) {
        var text = textOrNull(name, 40);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw RowFault.malformed(
                    pathOf(name),
                    "%s must be a time such as 2026-01-31T00:00:00Z, was %s."
                            .formatted(pathOf(name), Checks.shown(text)));
        }
    }

    public List<String> texts(String name, int mostTexts, int mostCharacters) {
        return items(
                name,
                mostTexts,
                (itemPath, item) ->
                        checked(
                                itemPath,
                                as(itemPath, item, String.class, "a text"),
                                1,
                                mostCharacters));
    }

    @SuppressWarnings("unchecked")
    public List<JsonFields> objects(String name, int most) {
        return items(
                name,
                most,
                (itemPath, item) ->
                        new JsonFields(
                                itemPath,
                                (Map<String, Object>) as(itemPath, item, Map.class, "an object"),
                                exact));
    }

    private <T> List<T> items(String name, int most, BiFunction<String, @Nullable Object, T> item) {
        var list = member(name, List.class, "a list");
        return list == null ? List.of() : items(pathOf(name), list, most, item);
    }

    private static <T> List<T> items(
            String path, List<?> list, int most, BiFunction<String, @Nullable Object, T> item) {
        if (list.size() > most) {
            throw RowFault.outOfBounds(
                    path, "%s may have at most %d entries.".formatted(path, most));
        }
        var items = new ArrayList<T>();
        for (int i = 0; i < list.size(); i++) {
            items.add(item.apply(path + "[" + i + "]", list.get(i)));
        }
        return items;
    }

    /// Lists of texts.
    public List<List<String>> lists(String name, int most, int mostCharacters) {
        return items(
                name,
                most,
                (listPath, list) ->
                        items(
                                listPath,
                                as(listPath, list, List.class, "a list of texts"),
                                most,
                                (itemPath, item) ->
                                        checked(
                                                itemPath,
                                                as(itemPath, item, String.class, "a text"),
                                                1,
                                                mostCharacters)));
    }

    /// Texts by a name, for example by language.
    public Map<String, String> textsByName(String name, int mostNames, int mostCharacters) {
        return byName(
                name,
                mostNames,
                (itemPath, item) ->
                        checked(
                                itemPath,
                                as(itemPath, item, String.class, "a text"),
                                1,
                                mostCharacters));
    }

    /// Lists of texts by a name.
    public Map<String, List<String>> listsByName(
            String name, int mostNames, int mostTexts, int mostCharacters) {
        return byName(
                name,
                mostNames,
                (listPath, list) ->
                        items(
                                listPath,
                                as(listPath, list, List.class, "a list of texts"),
                                mostTexts,
                                (itemPath, item) ->
                                        checked(
                                                itemPath,
                                                as(itemPath, item, String.class, "a text"),
                                                1,
                                                mostCharacters)));
    }

    private <T> Map<String, T> byName(
            String name, int most, BiFunction<String, @Nullable Object, T> item) {
        var object = member(name, Map.class, "an object");
        var byName = new LinkedHashMap<String, T>();
        if (object != null) {
            if (object.size() > most) {
                throw RowFault.outOfBounds(
                        pathOf(name),
                        "%s may have at most %d entries.".formatted(pathOf(name), most));
            }
            for (var entry : ((Map<?, ?>) object).entrySet()) {
                var key = Checks.text(pathOf(name), entry.getKey().toString(), 1, 100);
                byName.put(key, item.apply(pathOf(name) + "." + key, entry.getValue()));
            }
        }
        return byName;
    }

    /// Refuses a member that was not asked for, by its name.
    public void refuseOthers() {
        for (var name : members.keySet()) {
            if (!known.contains(name)) {
                var unknown = pathOf(name);
                throw RowFault.malformed(
                        unknown,
                        "%s is not known here; known are %s."
                                .formatted(Checks.shown(unknown), String.join(", ", known)));
            }
        }
    }
}
