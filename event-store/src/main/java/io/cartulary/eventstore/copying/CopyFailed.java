package io.cartulary.eventstore.copying;

/// Says in a sentence for people why events were not carried over.
public final class CopyFailed extends RuntimeException {

    CopyFailed(String sentence) {
        super(sentence);
    }
}
