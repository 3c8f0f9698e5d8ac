package io.cartulary.command.importing.row;

import io.cartulary.command.importing.file.TextLine;
import org.jspecify.annotations.Nullable;

/// Says why a row cannot be taken in; the message says what would be right.
public final class RowFault extends RuntimeException {

    private final RowReason reason;
    private final @Nullable String column;

    public RowFault(RowReason reason, @Nullable String column, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
        this.column = column;
    }

    public static RowFault malformed(@Nullable String column, String detail) {
        return new RowFault(RowReason.MALFORMED_ROW, column, detail);
    }

    public static RowFault outOfBounds(@Nullable String column, String detail) {
        return new RowFault(RowReason.OUT_OF_BOUNDS, column, detail);
    }

    /// What is wrong with a line before it is taken apart.
    public static RowFault of(TextLine.Fault fault) {
        return switch (fault) {
            case TOO_LONG -> outOfBounds(null, "The row is longer than a row may be.");
            case BROKEN, NONE ->
                    new RowFault(
                            RowReason.BROKEN_FILE,
                            null,
                            "The packed file is cut off or damaged here; what follows was not read. Pack it again and send it.");
        };
    }

    public RowReason reason() {
        return reason;
    }

    public @Nullable String column() {
        return column;
    }
}
