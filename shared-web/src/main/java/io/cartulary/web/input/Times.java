package io.cartulary.web.input;

import io.cartulary.events.InvalidValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/// Times and dates from outside. Their years are those that every store below can hold.
public final class Times {

    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("3000-01-01T00:00:00Z");

    private static final int LONGEST = 40;

    private Times() {}

    /// @throws InvalidValue for what is not a time with its offset
    public static Instant instant(String text) {
        try {
            if (text.length() <= LONGEST) {
                var instant = OffsetDateTime.parse(text).toInstant();
                if (!instant.isBefore(FIRST) && instant.isBefore(END)) {
                    return instant;
                }
            }
        } catch (DateTimeException e) {
            // the same sentence as for what is out of bounds
        }
        throw new InvalidValue(
                "must be a time with its offset such as 2026-03-14T09:26:53Z, in 1900 to 2999");
    }

    /// @throws InvalidValue for what is not a day of the calendar
    public static LocalDate date(String text) {
        try {
            if (text.length() <= LONGEST) {
                var date = LocalDate.parse(text);
                if (date.getYear() >= 1900 && date.getYear() < 3000) {
                    return date;
                }
            }
        } catch (DateTimeException e) {
            // the same sentence as for what is out of bounds
        }
        throw new InvalidValue("must be a day such as 2026-03-14, in 1900 to 2999");
    }
}
