package io.cartulary.command.account.service;

import io.cartulary.events.Text;
import jakarta.validation.constraints.NotBlank;

/// What a logged-in person shows before they change how they log in.
public record PasswordProof(@NotBlank @Text(max = 200) String currentPassword) {}
