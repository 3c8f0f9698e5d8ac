package io.cartulary.benchmarks;

/// Tells in one sentence why a benchmark cannot run, or which promise it found broken.
public final class CannotMeasure extends RuntimeException {
    public CannotMeasure(String sentence) {
        super(sentence);
    }

    public CannotMeasure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
