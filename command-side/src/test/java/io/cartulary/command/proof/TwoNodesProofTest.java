package io.cartulary.command.proof;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// With two nodes.
@Execution(ExecutionMode.CONCURRENT)
class TwoNodesProofTest extends ConcurrencyProof {

    TwoNodesProofTest() {
        super(2);
    }
}
