package io.cartulary.command.proof;

/// With two nodes.
class TwoNodesProofTest extends ConcurrencyProof {

    TwoNodesProofTest() {
        super(2);
    }
}
