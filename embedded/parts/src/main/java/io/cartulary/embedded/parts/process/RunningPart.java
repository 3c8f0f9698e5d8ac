package io.cartulary.embedded.parts.process;

/// A started server.
public interface RunningPart extends AutoCloseable {
    /// Where it answers.
    String address();

    /// Its main process.
    ProcessHandle process();

    /// Stops it, if it still runs, and returns once its process is gone.
    @Override
    void close();
}
