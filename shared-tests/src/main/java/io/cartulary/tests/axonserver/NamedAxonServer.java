package io.cartulary.tests.axonserver;

/// One that was there before the tests.
record NamedAxonServer(String address) implements TestAxonServer {

    @Override
    public void close() {
        /* it stays */
    }
}
