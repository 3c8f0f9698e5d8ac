package io.cartulary.web.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cells are read as what was written.
class CellsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://evil\")",
                "+1",
                "-5",
                "@sum",
                "\tx",
                "\rx",
                "'=x",
                "''-x",
                "=a\nb",
                "90s mug",
                "'90s mug",
                "don't",
                ""
            })
    void a_text_is_never_a_formula_and_comes_back(String text) {
        var cell = Cells.safe(text);

        assertThat(cell).doesNotStartWith("=").doesNotStartWith("+").doesNotStartWith("-");
        assertThat(cell).doesNotStartWith("@").doesNotStartWith("\t").doesNotStartWith("\r");
        assertThat(Cells.text(cell)).isEqualTo(text);
    }

    @Test
    void an_apostrophe_that_hides_nothing_is_a_part_of_the_text() {
        assertThat(Cells.text("'90s mug")).isEqualTo("'90s mug");
        assertThat(Cells.safe("'90s mug")).isEqualTo("'90s mug");
    }

    @Test
    void lists_come_back_whatever_their_texts_have() {
        for (var texts :
                List.of(
                        List.<String>of(),
                        List.of("a"),
                        List.of("a", "b c", "d"),
                        List.of("a|b", "c > d", "e\\", "\\f"),
                        List.of(" a", "b ", " ", "\\ ", " \\"))) {
            assertThat(Cells.texts(Cells.list(texts))).isEqualTo(texts);
        }
        assertThat(Cells.texts("a|b |  c ")).containsExactly("a", "b", "c");
    }

    @Test
    void ways_are_told_from_names_with_their_sign() {
        var way =
                Cells.join(
                        Cells.OF_WAY, List.of(Cells.escaped("Men > Boys"), Cells.escaped("Socks")));

        assertThat(way).isEqualTo("Men \\> Boys > Socks");
        assertThat(Cells.split(Cells.OF_WAY, way).stream().map(Cells::unescaped))
                .containsExactly("Men > Boys", "Socks");
    }
}
