package io.cartulary.command.media.picture;

/// A picture that is not taken.
public final class RefusedPicture extends Exception {

    /// What is wrong with a picture.
    public enum Fault {
        TOO_MANY_PIXELS,
        BROKEN
    }

    private final Fault fault;

    RefusedPicture(Fault fault, String sentence) {
        super(sentence);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
