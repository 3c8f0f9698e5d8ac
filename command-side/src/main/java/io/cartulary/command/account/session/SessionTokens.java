package io.cartulary.command.account.session;

import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.SessionId;

/// What a session's owner gets to use it.
///
/// @param refreshToken good for one use, and told only here
public record SessionTokens(AccountId accountId, SessionId sessionId, String refreshToken) {}
