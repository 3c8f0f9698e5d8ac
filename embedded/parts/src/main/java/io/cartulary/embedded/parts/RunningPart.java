package io.cartulary.embedded.parts;

/// A started server.
sealed interface RunningPart extends AutoCloseable permits ChildJvm, PostgresServer {
    /// Where it answers.
    String address();

    /// Its main process.
    ProcessHandle process();

    /// Stops it, if it still runs, and returns once its process is gone.
    @Override
    void close();
}
