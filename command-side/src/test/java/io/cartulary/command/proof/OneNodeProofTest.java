package io.cartulary.command.proof;

/// With one node.
class OneNodeProofTest extends ConcurrencyProof {

    OneNodeProofTest() {
        super(1);
    }
}
