package io.cartulary.query.search.product.rewording;

/// Other words in place of those that find nothing.
public record Rewording(Kind kind, String words) {

    /// What was changed; what stands first is tried first.
    public enum Kind {
        /// Words that stood in quotes may stand anywhere.
        WITHOUT_QUOTES,

        /// Words that no product has are those most like them that one has.
        CORRECTED,

        /// One word is left out.
        WORD_DROPPED,

        /// One word is left.
        ONE_WORD,

        /// No text: what has any of the words, or words like them.
        SIMILAR
    }
}
