package io.cartulary.benchmarks;

/// Says in one sentence why a benchmark cannot run, or which promise it found broken.
public final class BenchmarkUnavailable extends RuntimeException {
    public BenchmarkUnavailable(String sentence) {
        super(sentence);
    }

    public BenchmarkUnavailable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
