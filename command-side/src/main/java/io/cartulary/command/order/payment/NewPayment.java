package io.cartulary.command.order.payment;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/// By which means a shopper pays.
///
/// @param token stands for the means of payment at that provider; never a card number
public record NewPayment(
        @NotBlank @Size(max = 50) String provider, @NotBlank @Size(max = 100) String token) {}
