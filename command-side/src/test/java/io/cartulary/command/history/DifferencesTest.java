package io.cartulary.command.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.history.Differences.Difference;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DifferencesTest {

    @Test
    void are_found_field_by_field() {
        assertThat(
                        between(
                                "{\"same\": 1, \"status\": \"NEW\", \"money\": {\"amount\": 5, \"currency\": \"EUR\"}, \"gone\": [1]}",
                                "{\"same\": 1, \"status\": \"PAID\", \"money\": {\"amount\": 6, \"currency\": \"EUR\"}, \"new\": {\"a\": 1}}"))
                .containsExactly(
                        "status: \"NEW\" → \"PAID\"",
                        "money.amount: 5 → 6",
                        "gone: [1] → null",
                        "new: null → {\"a\":1}");
    }

    @Test
    void of_lists_are_found_by_what_identifies_their_elements() {
        assertThat(
                        between(
                                "{\"lines\": [{\"sku\": \"A\", \"n\": 1}, {\"sku\": \"B\", \"n\": 2}]}",
                                "{\"lines\": [{\"sku\": \"C\", \"n\": 3}, {\"sku\": \"B\", \"n\": 4}]}"))
                .containsExactly(
                        "lines[A]: {\"sku\":\"A\",\"n\":1} → null",
                        "lines[B].n: 2 → 4",
                        "lines[C]: null → {\"sku\":\"C\",\"n\":3}");
    }

    @Test
    void of_other_lists_are_the_lists() {
        assertThat(between("{\"tags\": [\"a\", \"b\"]}", "{\"tags\": [\"b\", \"a\"]}"))
                .containsExactly("tags: [\"a\",\"b\"] → [\"b\",\"a\"]");
        assertThat(
                        between(
                                "{\"pairs\": [{\"k\": \"A\"}, {\"k\": \"A\"}]}",
                                "{\"pairs\": [{\"k\": \"A\"}]}"))
                .containsExactly("pairs: [{\"k\":\"A\"},{\"k\":\"A\"}] → [{\"k\":\"A\"}]");
        assertThat(
                        between(
                                "{\"order\": [{\"k\": \"A\"}, {\"k\": \"B\"}]}",
                                "{\"order\": [{\"k\": \"B\"}, {\"k\": \"A\"}]}"))
                .hasSize(1);
    }

    @Test
    void are_none_where_nothing_changed() {
        assertThat(
                        between(
                                "{\"a\": {\"b\": [1, {\"c\": 2}]}}",
                                "{\"a\": {\"b\": [1, {\"c\": 2}]}}"))
                .isEmpty();
    }

    private static List<String> between(String before, String after) {
        var json = JsonMapper.shared();
        return Differences.between(json.readTree(before), json.readTree(after)).stream()
                .map(DifferencesTest::text)
                .toList();
    }

    private static String text(Difference difference) {
        return "%s: %s → %s".formatted(difference.field(), difference.before(), difference.after());
    }
}
