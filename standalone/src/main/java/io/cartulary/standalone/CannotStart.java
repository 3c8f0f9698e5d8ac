package io.cartulary.standalone;

/// Why nothing was started, in one sentence for the person in front of the screen.
final class CannotStart extends RuntimeException {
    CannotStart(String sentence) {
        super(sentence);
    }

    CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
