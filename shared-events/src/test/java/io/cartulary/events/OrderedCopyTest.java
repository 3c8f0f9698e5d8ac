package io.cartulary.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedCopyTest {

    private static final List<String> WORDS =
            IntStream.range(0, 100).mapToObj(number -> "word " + (number * 37 % 100)).toList();

    @Test
    void keeps_the_order_of_what_it_copies() {
        var map = new LinkedHashMap<String, Integer>();
        WORDS.forEach(word -> map.put(word, 1));
        assertThat(OrderedCopy.of(map).keySet()).containsExactlyElementsOf(WORDS);
        assertThat(OrderedCopy.of(new LinkedHashSet<>(WORDS))).containsExactlyElementsOf(WORDS);
    }

    @Test
    void is_not_changed_with_what_it_copied_nor_by_itself() {
        var map = new LinkedHashMap<String, Integer>();
        map.put("a", 1);
        var copy = OrderedCopy.of(map);
        map.put("b", 2);
        assertThat(copy).containsOnlyKeys("a");
        assertThatThrownBy(() -> copy.put("c", 3))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void holds_no_null() {
        var map = new LinkedHashMap<String, Integer>();
        map.put("a", null);
        assertThatThrownBy(() -> OrderedCopy.of(map)).isInstanceOf(NullPointerException.class);
    }
}
