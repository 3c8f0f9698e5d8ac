package io.cartulary.command.importing.file;

/// Thrown when no row of a file can be read; the message says what would be right.
public final class UnreadableFile extends RuntimeException {

    public UnreadableFile(String message) {
        super(message);
    }
}
