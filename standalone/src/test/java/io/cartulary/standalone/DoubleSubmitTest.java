package io.cartulary.standalone;

/// With both sides in one process.
class DoubleSubmitTest extends DoubleSubmit {

    DoubleSubmitTest() {
        super(StandaloneShop.shopper());
    }
}
