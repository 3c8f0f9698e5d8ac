package io.cartulary.command.importing.run;

/// Ends an import of a file that is not what it should be.
public final class TooManyReported extends RuntimeException {

    TooManyReported(long most) {
        super(
                "More than %d rows are reported: the file is not what it should be. Look at the report, correct the file and send it."
                        .formatted(most));
    }
}
