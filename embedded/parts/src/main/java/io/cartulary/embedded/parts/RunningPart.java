package io.cartulary.embedded.parts;

import java.util.concurrent.CompletionStage;

/// A started server.
sealed interface RunningPart extends AutoCloseable permits ChildJvm, PostgresServer {
    /// Where it answers.
    String address();

    /// Completes when its process ended, wanted or not.
    CompletionStage<?> ended();

    /// Stops it and returns once its process is gone.
    @Override
    void close();
}
