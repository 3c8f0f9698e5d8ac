package io.cartulary.command.importing.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Article codes of other systems as SKUs.
class LegacySkuTest {

    private static String sku(String code) {
        return LegacySku.of("StockCode", code).value();
    }

    @ParameterizedTest
    @CsvSource({
        "85123a, 85123A",
        "B.X, B.X",
        "B-X, B-X",
        "gift_0001_20, GIFT_0001_20",
        "BANK CHARGES, BANK__20CHARGES",
        "4058NB/09, 4058NB__2F09",
        "CAFÉ, CAF__C389",
        "A__20B, A__5F_20B",
        "A_ B, A__5F__20B",
    })
    void are_kept_as_far_as_a_sku_can_hold_them(String code, String sku) {
        assertThat(sku(code)).isEqualTo(sku);
    }

    @Test
    void never_become_one() {
        long seed = Long.getLong("cartulary.seed", new Random().nextLong());
        var random = new Random(seed);
        var letters = "AB2_ .-/0F\u00c9";
        var codes = new HashMap<String, String>();
        for (int i = 0; i < 200_000; i++) {
            var code = new StringBuilder("A");
            for (int length = random.nextInt(7); length > 0; length--) {
                code.append(letters.charAt(random.nextInt(letters.length())));
            }
            var stripped = code.toString().strip();
            var other = codes.putIfAbsent(sku(stripped), stripped);
            assertThat(other == null ? stripped : other).as("seed %d", seed).isEqualTo(stripped);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".X", "-X", "_X", " /X", "\u00c9X"})
    void that_no_sku_can_begin_like_are_refused(String code) {
        assertThatExceptionOfType(RowFault.class).isThrownBy(() -> sku(code));
    }

    @Test
    void that_are_too_long_are_refused() {
        assertThat(sku("X".repeat(64))).hasSize(64);
        assertThatExceptionOfType(RowFault.class).isThrownBy(() -> sku("X".repeat(65)));
        assertThatExceptionOfType(RowFault.class)
                .isThrownBy(() -> sku("X" + "/ ".repeat(10) + "X"));
    }
}
