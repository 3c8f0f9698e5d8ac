package io.cartulary.standalone.api;

import io.cartulary.standalone.shop.StandaloneShop;

/// With both sides in one process.
class DoubleSubmitTest extends DoubleSubmit {

    DoubleSubmitTest() {
        super(StandaloneShop.shopper());
    }
}
