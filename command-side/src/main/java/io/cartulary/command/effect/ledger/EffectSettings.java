package io.cartulary.command.effect.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How effects are tried.
///
/// @param atOnce how many of one target this node tries side by side, and keeps in memory at most
/// @param lookEvery how often the ledger is searched for what another node left and what is to be
///   tried again
/// @param claimFor after which time without a sign of life an attempt counts as broken off
/// @param firstPause before the second attempt; doubles with each further one
/// @param longestPause to which it grows
/// @param parkAfter how old an effect may become before staff must look
/// @param keepFor how long what has ended stays in the ledger
@ConfigurationProperties("cartulary.effects")
public record EffectSettings(
        @DefaultValue("64") int atOnce,
        @DefaultValue("500ms") Duration lookEvery,
        @DefaultValue("10s") Duration claimFor,
        @DefaultValue("500ms") Duration firstPause,
        @DefaultValue("1m") Duration longestPause,
        @DefaultValue("24h") Duration parkAfter,
        @DefaultValue("400d") Duration keepFor) {}
