package io.cartulary.command.mail;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// How the shop writes. The server is Spring's `spring.mail.*`.
///
/// @param from who is said to write, for example `Example Shop <shop@example.org>`
/// @param staff who gets mails about what staff should see to; no one if absent
@Validated
@ConditionalOnProperty(MailProcessing.SWITCH)
@ConfigurationProperties("cartulary.mail")
record MailSettings(@NotBlank String from, @Nullable @Email String staff) {}
