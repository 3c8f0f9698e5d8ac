package io.cartulary.standalone.journey;

import io.cartulary.standalone.shop.StandaloneShop;
import org.junit.jupiter.api.Test;

/// The main story with both sides in one process.
class StandaloneJourneyTest {

    @Test
    void goes_from_search_to_a_confirmed_order() {
        new MainJourney(StandaloneShop.shopper()).walk();
    }
}
