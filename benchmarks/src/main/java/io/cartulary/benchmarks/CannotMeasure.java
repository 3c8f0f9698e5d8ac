package io.cartulary.benchmarks;

/// Tells in one sentence why a benchmark cannot run, or which promise it found broken.
final class CannotMeasure extends RuntimeException {
    CannotMeasure(String sentence) {
        super(sentence);
    }

    CannotMeasure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
