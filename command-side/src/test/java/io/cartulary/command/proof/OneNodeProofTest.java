package io.cartulary.command.proof;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// With one node.
@Execution(ExecutionMode.CONCURRENT)
class OneNodeProofTest extends ConcurrencyProof {

    OneNodeProofTest() {
        super(1);
    }
}
