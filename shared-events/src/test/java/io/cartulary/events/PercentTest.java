package io.cartulary.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTest {

    @ParameterizedTest
    @CsvSource({
        "8.875, 8875, 8.875",
        "19, 19000, 19",
        "7.50, 7500, 7.5",
        "100, 100000, 100",
        "0.0, 0, 0"
    })
    void is_written_with_as_many_decimals_as_it_has(String text, int thousandths, String written) {
        assertThat(Percent.of(text)).isEqualTo(new Percent(thousandths)).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8.8755", "-1", "100.001", "8875", "1e2", "8,5", ".5", "5 %"})
    void is_nothing_else(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Percent.of(text))
                .withMessageContaining("8.875");
    }

    @Test
    void is_a_string_and_no_number_in_json() {
        assertThat(Percent.read("8.875")).isEqualTo(new Percent(8_875));
        assertThatIllegalArgumentException().isThrownBy(() -> Percent.read(8.875));
        assertThatIllegalArgumentException().isThrownBy(() -> Percent.read(8));
    }
}
