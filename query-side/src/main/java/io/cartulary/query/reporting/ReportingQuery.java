package io.cartulary.query.reporting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/// Everything one can ask about how business goes.
public sealed interface ReportingQuery {

    /// Sales in periods, the earliest first; periods without sales are left out.
    ///
    /// @param from first day
    /// @param to day after the last one
    /// @param zone in which days, and so all periods, begin and end
    record ListSales(LocalDate from, LocalDate to, Period by, ZoneId zone)
            implements ReportingQuery {}

    /// Coupons that orders of a time used, those with the greatest revenue first.
    ///
    /// @param from first instant of placement
    /// @param to first instant after it
    record ListCouponSales(Instant from, Instant to, int limit) implements ReportingQuery {}

    /// What came by each payment provider from the first instant up to, not including, the second.
    record SumPaymentsByProvider(Instant from, Instant to) implements ReportingQuery {}

    /// Sums over all time.
    record SumSales() implements ReportingQuery {}

    /// How long a period is. A week begins on Monday.
    enum Period {
        HOUR(ChronoUnit.HOURS),
        DAY(ChronoUnit.DAYS),
        WEEK(ChronoUnit.WEEKS),
        MONTH(ChronoUnit.MONTHS),
        YEAR(ChronoUnit.YEARS);

        private final ChronoUnit unit;

        Period(ChronoUnit unit) {
            this.unit = unit;
        }

        /// The first day of the period that this day is in; the day itself for hours.
        LocalDate firstDay(LocalDate day) {
            return switch (this) {
                case HOUR, DAY -> day;
                case WEEK -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
                case MONTH -> day.with(TemporalAdjusters.firstDayOfMonth());
                case YEAR -> day.with(TemporalAdjusters.firstDayOfYear());
            };
        }

        /// The first day that is that many periods after the one this day is in.
        LocalDate after(LocalDate day, int periods) {
            return firstDay(day).atStartOfDay().plus(periods, unit).toLocalDate();
        }

        /// How many there are, give or take one.
        long between(LocalDate from, LocalDate to) {
            return unit.between(from.atStartOfDay(), to.atStartOfDay());
        }
    }
}
