package io.cartulary.command.account;

import io.cartulary.events.account.Role;
import io.cartulary.web.access.Permission;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How people log in.
///
/// @param bcryptCost of password hashes; those that were made with less are made again at log-in
/// @param refreshFor how long a refresh token can be used
/// @param idleFor after how long without use a session ends
/// @param sessionFor after how long a session ends however much it is used
/// @param reuseGrace within which a refresh token may be used again, as two tabs of a browser do
/// @param rotateKeys how long one key signs access tokens
/// @param linkFor how long the link of a mail can be used
/// @param verifyFor how long an account waits for its address to be verified
/// @param resetFor the same of a link that sets another password
/// @param failedLogIns how many wrong passwords one place may give for an address within
///   `lockPeriod`
/// @param failedLogInsOfStrangers how many all places together from which its owner never logged in
/// @param mailsPerHour how many mails with links one account gets at most
/// @param linkBase where links in mails lead, for example `https://shop.example.org/account`
/// @param adminEmail who is invited as super_admin until one has accepted, if it is given
/// @param operatorKey of machines that belong to the shop; without it there is none
/// @param operatorScopes what it is good for; what an admin may do by default
/// @param secondFactorForStaff whether staff who have no second factor are customers until they add
///   one
/// @param passkeys for which pages they are good
/// @param shopName as authenticators and their apps show it
/// @param connections to the database
@Validated
@ConfigurationProperties("cartulary.accounts")
public record AccountSettings(
        @DefaultValue("12") @Min(12) @Max(16) int bcryptCost,
        @DefaultValue("7d") Duration refreshFor,
        @DefaultValue("24h") Duration idleFor,
        @DefaultValue("30d") Duration sessionFor,
        @DefaultValue("10s") Duration reuseGrace,
        @DefaultValue("30d") Duration rotateKeys,
        @DefaultValue("24h") Duration linkFor,
        @DefaultValue("7d") Duration verifyFor,
        @DefaultValue("1h") Duration resetFor,
        @DefaultValue("10") @Positive int failedLogIns,
        @DefaultValue("100") @Positive int failedLogInsOfStrangers,
        @DefaultValue("15m") Duration lockPeriod,
        @DefaultValue("5") @Positive int mailsPerHour,
        @DefaultValue("http://localhost:8080/account") URI linkBase,
        @Nullable String adminEmail,
        @Nullable @Size(min = 32) String operatorKey,
        @DefaultValue Set<Permission> operatorScopes,
        @DefaultValue("false") boolean secondFactorForStaff,
        @DefaultValue Passkeys passkeys,
        @DefaultValue("Cartulary") @NotBlank String shopName,
        @DefaultValue("8") @Positive int connections) {

    /// @param relyingPartyId the host name that passkeys are bound to for good: by default that of
    ///   `linkBase`
    /// @param origins of the pages, and apps, that may use them: by default that of `linkBase`
    public record Passkeys(@Nullable String relyingPartyId, @DefaultValue Set<URI> origins) {}

    public AccountSettings {
        if (operatorScopes.isEmpty()) {
            operatorScopes =
                    Permission.of(Role.ADMIN).stream()
                            .filter(permission -> !permission.isForPeople())
                            .collect(Collectors.toUnmodifiableSet());
        }
    }
}
