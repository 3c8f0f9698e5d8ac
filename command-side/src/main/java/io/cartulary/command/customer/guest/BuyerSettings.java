package io.cartulary.command.customer.guest;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// How buyers are known again.
///
/// @param emailSecret hashes e-mail addresses; at least 32 characters, the same on all nodes. With
///   another one every buyer is a new one
@Validated
@ConfigurationProperties("cartulary.buyers")
record BuyerSettings(@NotBlank @Size(min = 32) String emailSecret) {}
