package io.cartulary.query.reporting.payment;

import io.cartulary.query.projection.answer.Questions;
import io.cartulary.query.reporting.ReportedDays;
import io.cartulary.query.reporting.ReportingQuery.*;
import io.cartulary.web.ShopProperties;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Reports to staff what came by which payment provider.
@RestController
class PaymentReportController {

    private final Questions questions;
    private final ShopProperties shop;

    PaymentReportController(Questions questions, ShopProperties shop) {
        this.questions = questions;
        this.shop = shop;
    }

    /// @param timeZone in which days begin and end
    record PaymentReport(
            LocalDate from, LocalDate to, ZoneId timeZone, List<ProviderPayments> items) {}

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/reports/payments")
    PaymentReport payments(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable ZoneId timeZone) {
        ReportedDays.check(from, to);
        var zone = Objects.requireNonNullElse(timeZone, shop.timeZone());
        var query =
                new SumPaymentsByProvider(
                        from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
        return new PaymentReport(from, to, zone, questions.list(query, ProviderPayments.class));
    }
}
