package io.cartulary.standalone.journey;

import io.cartulary.standalone.shop.TestSettings;

/// The distributed form with its events in Axon Server, which leads commands to the nodes.
@OnAxonServer
class AxonServerDistributedJourneyTest extends DistributedJourneyTest {

    @Override
    TestSettings commandSide(int port) {
        return TestSettings.onAxonServer(port);
    }

    @Override
    TestSettings querySide(int port) {
        return TestSettings.onAxonServer(port).readModels("axon_distributed");
    }
}
