package io.cartulary.command.importing.file;

/// A line of a file.
///
/// @param number 1 for the first
/// @param text without its line break; its beginning when it is too long
/// @param lineBreak empty behind the last line of a file that ends without one
public record TextLine(long number, String text, String lineBreak, Fault fault) {

    /// What is wrong with a line that can be seen before what it says.
    public enum Fault {
        NONE,
        /// It is longer than a line may be.
        TOO_LONG,
        /// The packed file breaks off in it.
        BROKEN
    }
}
