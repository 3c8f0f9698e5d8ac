package io.cartulary.events.customer;

import static io.cartulary.events.customer.EmailAddresses.normalised;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ren\u00e9@Example.org",
                "  ren\u00e9@example.org ",
                "rene\u0301@example.org",
                "RENE\u0301@EXAMPLE.ORG"
            })
    void are_one_however_they_are_written(String address) {
        assertThat(normalised(address)).isEqualTo("ren\u00e9@example.org");
    }
}
