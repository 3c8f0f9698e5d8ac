package io.cartulary.embedded.parts;

/// A part could not be started; the message is one sentence for the person in front of the screen.
public final class PartFailed extends RuntimeException {
    public PartFailed(String sentence) {
        super(sentence);
    }

    public PartFailed(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
