package io.cartulary.command.importing.file;

/// Thrown when a file is larger than it may be, or than the disk has room for.
public final class FileTooLarge extends RuntimeException {

    FileTooLarge(String message) {
        super(message);
    }
}
