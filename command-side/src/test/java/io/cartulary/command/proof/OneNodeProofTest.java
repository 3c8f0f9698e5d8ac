package io.cartulary.command.proof;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// With one node. It says little that two nodes and the crowd of the crash proof do not say, so it
/// is left to `build/proof`.
@EnabledIfSystemProperty(named = "proof.long", matches = "true")
class OneNodeProofTest extends ConcurrencyProof {

    OneNodeProofTest() {
        super(1);
    }
}
