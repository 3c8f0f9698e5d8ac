package io.cartulary.query.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PopularityTest {

    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");

    @Test
    void halves_with_time() {
        var view = Popularity.of(Popularity.VIEW, NOW);

        assertThat(Popularity.valueAt(view, NOW)).isEqualTo(1, within(1e-9));
        assertThat(Popularity.valueAt(view, NOW.plus(Popularity.HALF_LIFE)))
                .isEqualTo(0.5, within(1e-9));
    }

    @Test
    void adds_up() {
        var both =
                Popularity.sum(
                        Popularity.of(Popularity.SALE, NOW),
                        Popularity.of(Popularity.VIEW, NOW.minus(Popularity.HALF_LIFE)));

        assertThat(Popularity.valueAt(both, NOW)).isEqualTo(10.5, within(1e-9));
    }

    @Test
    void of_nothing_adds_nothing() {
        var sale = Popularity.of(Popularity.SALE, NOW);

        assertThat(Popularity.sum(Popularity.NONE, sale)).isEqualTo(sale);
    }

    @Test
    void of_today_beats_much_more_of_long_ago() {
        var today = Popularity.of(Popularity.VIEW, NOW);
        var longAgo = Popularity.of(1_000_000, NOW.minus(Popularity.HALF_LIFE.multipliedBy(30)));

        assertThat(today).isGreaterThan(longAgo);
    }
}
