package io.cartulary.query.reporting;

import java.time.LocalDate;

/// Everything one can ask about how business goes.
public sealed interface ReportingQuery {

    /// Sales in periods, the earliest first; periods without sales are left out.
    ///
    /// @param from first business day
    /// @param to business day after the last one
    record ListSales(LocalDate from, LocalDate to, Period by) implements ReportingQuery {}

    /// Sums over all time.
    record SumSales() implements ReportingQuery {}

    /// How long a period is. A week begins on Monday.
    enum Period {
        DAY,
        WEEK,
        MONTH,
        YEAR
    }
}
