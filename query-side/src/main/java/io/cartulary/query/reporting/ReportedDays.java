package io.cartulary.query.reporting;

import io.cartulary.web.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.http.HttpStatus;

/// Days that reports can be about, and the quarters of an hour that they are made of.
public final class ReportedDays {

    /// Before, offsets of time zones were no whole quarters of an hour.
    private static final LocalDate FIRST = LocalDate.of(1972, 1, 1);

    private static final LocalDate END = LocalDate.of(10_000, 1, 1);

    private static final Duration QUARTER_OF_AN_HOUR = Duration.ofMinutes(15);

    private ReportedDays() {}

    /// When the quarter of an hour begins that sums of this moment are kept by.
    public static Instant quarterOf(Instant moment) {
        var length = QUARTER_OF_AN_HOUR.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), length) * length);
    }

    /// Refuses days that no report can be about.
    public static void check(LocalDate from, LocalDate to) {
        if (from.isBefore(FIRST)) {
            throw refused("from must not be before %s.".formatted(FIRST), "from");
        }
        if (!to.isAfter(from)) {
            throw refused("to must be after from.", "to");
        }
        if (to.isAfter(END)) {
            throw refused("to must be before the year 10000.", "to");
        }
    }

    static void checkNumber(long periods, int most) {
        if (periods > most) {
            throw refused(
                    "from and to must be at most %d periods apart, or these be longer."
                            .formatted(most),
                    "to");
        }
    }

    private static ProblemException refused(String detail, String field) {
        return new ProblemException(HttpStatus.BAD_REQUEST, "INVALID_VALUE", detail, field);
    }
}
