package io.cartulary.query.reporting;

import io.cartulary.query.reporting.ReportingQuery.*;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// When the periods of a report begin, in the order of time. Days are as long as they are in their
/// time zone: where clocks are changed they have 23 or 25 hours.
final class Periods {

    private static final Duration HOUR = Duration.ofHours(1);

    /// With its offset, for an hour that clocks are put back to comes twice.
    private static final DateTimeFormatter NAME_OF_HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmXXX");

    private final List<String> names = new ArrayList<>();
    private final List<Instant> begins = new ArrayList<>();
    private final Instant end;

    private Periods(Instant end) {
        this.end = end;
    }

    /// The first one begins not before the first day, and the last one ends with the last day.
    static Periods of(ListSales query) {
        var zone = query.zone();
        var periods = new Periods(begin(query.to(), zone));
        if (query.by() == Period.HOUR) {
            periods.addHours(begin(query.from(), zone), zone);
        } else {
            periods.addDays(query);
        }
        return periods;
    }

    private void addDays(ListSales query) {
        var begin = query.from();
        while (begin.isBefore(query.to())) {
            add(query.by().firstDay(begin).toString(), begin(begin, query.zone()));
            begin = query.by().after(begin, 1);
        }
    }

    /// Of the hours that a clock on the wall shows: one in which clocks are changed ends there.
    private void addHours(Instant first, ZoneId zone) {
        var begin = first;
        while (begin.isBefore(end)) {
            var shown = begin.atZone(zone);
            add(NAME_OF_HOUR.format(shown), begin);
            var next = begin.plus(HOUR.minusMinutes(shown.getMinute()));
            var change = zone.getRules().nextTransition(begin);
            begin =
                    change != null && change.getInstant().isBefore(next)
                            ? change.getInstant()
                            : next;
        }
    }

    private void add(String name, Instant begin) {
        names.add(name);
        begins.add(begin);
    }

    private static Instant begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    String name(int number) {
        return names.get(number);
    }

    Instant begin() {
        return begins.getFirst();
    }

    Instant end() {
        return end;
    }

    String[] begins() {
        return begins.stream().map(Instant::toString).toArray(String[]::new);
    }
}
