package io.cartulary.command.account.session;

import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.SessionId;

/// What a session's owner gets to use it.
///
/// @param refreshToken good for one use; it is kept as a hash only
public record SessionTokens(AccountId accountId, SessionId sessionId, String refreshToken) {}
