package io.cartulary.command.payment.reconciliation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// When providers are asked about payments whose end they have not reported.
///
/// @param every how often we look whom to ask about
/// @param askAfter how long after it was requested a payment is first asked about; doubles with
///   each further time
/// @param askAtLeastEvery to which it grows
@ConfigurationProperties("cartulary.payment.reconciliation")
public record ReconciliationSettings(
        @DefaultValue("30s") Duration every,
        @DefaultValue("2m") Duration askAfter,
        @DefaultValue("1h") Duration askAtLeastEvery) {}
