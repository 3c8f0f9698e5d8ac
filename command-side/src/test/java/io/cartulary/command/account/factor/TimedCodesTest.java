package io.cartulary.command.account.factor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.qrcode.decoder.Decoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimedCodesTest {

    /// Of the test vectors in RFC 6238, appendix B.
    private static final String SECRET =
            new Base32().encodeToString("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    private static final Pattern SQUARE = Pattern.compile("M(\\d+),(\\d+)h1v1h-1z");

    /// Their last six digits.
    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1234567890, 005924", "20000000000, 353130"})
    void are_those_of_rfc_6238(long second, String code) {
        assertThat(TimedCodes.stepOf(code, SECRET, Instant.ofEpochSecond(second)))
                .hasValue(second / 30);
    }

    @Test
    void are_good_for_one_step_of_time_before_and_after() {
        var code = "287082";
        assertThat(TimedCodes.stepOf(code, SECRET, Instant.ofEpochSecond(0))).hasValue(1);
        assertThat(TimedCodes.stepOf(code, SECRET, Instant.ofEpochSecond(89))).hasValue(1);
        assertThat(TimedCodes.stepOf(code, SECRET, Instant.ofEpochSecond(90))).isEmpty();
    }

    @Test
    void have_secrets_of_160_random_bits() {
        assertThat(TimedCodes.nextSecret())
                .matches("[A-Z2-7]{32}")
                .isNotEqualTo(TimedCodes.nextSecret());
    }

    @Test
    void reach_an_app_by_a_picture_that_it_can_read() throws ChecksumException, FormatException {
        var uri =
                "otpauth://totp/Cartulary:ada%40example.org?secret=" + SECRET + "&issuer=Cartulary";
        var picture = QrCodes.svg(uri);
        var size = Integer.parseInt(picture.replaceAll("(?s).*viewBox=\"0 0 (\\d+) .*", "$1")) - 8;
        var squares = new boolean[size][size];
        SQUARE.matcher(picture)
                .results()
                .forEach(square ->
                        squares[Integer.parseInt(square.group(2)) - 4][
                                        Integer.parseInt(square.group(1)) - 4] =
                                true);
        assertThat(new Decoder().decode(squares).getText()).isEqualTo(uri);
    }
}
