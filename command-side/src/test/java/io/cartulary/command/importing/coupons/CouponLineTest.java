package io.cartulary.command.importing.coupons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cartulary.command.importing.json.JsonLines;
import io.cartulary.command.importing.row.RowFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;

/// Lines of files of coupons.
class CouponLineTest {

    private static CouponLine coupon(String line) {
        return JsonLines.read(line, CouponLine::of);
    }

    @Test
    void the_sample_coupons_have_terms() throws IOException {
        var file =
                new ClassPathResource("sample/coupons.jsonl")
                        .getContentAsString(StandardCharsets.UTF_8);
        assertThat(file.lines().map(CouponLineTest::coupon))
                .extracting(CouponLine::terms)
                .hasSize(6)
                .doesNotContainNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"code\": \"TEN\", \"kind\": \"half\", \"value\": 1}|kind|one of percentage, fixed, free_shipping",
                "{\"code\": \"TEN\", \"kind\": \"percentage\"}|value|percentage",
                "{\"code\": \"TEN\", \"kind\": \"percentage\", \"value\": 10.0005}|value|three decimals",
                "{\"code\": \"TEN\", \"kind\": \"percentage\", \"value\": 101}|value|at most 100",
                "{\"code\": \"TEN\", \"kind\": \"fixed\"}|value|missing",
                "{\"code\": \"TEN\", \"kind\": \"fixed\", \"value\": 1, \"usage_limit\": 0}|usage_limit|1 to",
                "{\"code\": \"TEN\", \"kind\": \"free_shipping\", \"valid_from\": \"tomorrow\"}|valid_from|2026-01-31T00:00:00Z",
                "{\"code\": \"TEN\", \"kind\": \"free_shipping\", \"value\": 5}|value|absent",
                "{\"code\": \"TEN\", \"kind\": \"free_shipping\", \"limit\": 5}|limit|not known here",
            })
    void what_is_wrong_is_named_by_its_member(String line, String column, String words) {
        assertThatExceptionOfType(RowFault.class)
                .isThrownBy(() -> coupon(line))
                .withMessageContaining(words)
                .satisfies(fault -> assertThat(fault.column()).isEqualTo(column));
    }
}
