/// Who may log in. Two aggregates decide and keep what happened: [UserAccount] of one person, and
/// [EmailClaim] of one e-mail address, which makes addresses unique. What a log-in is checked
/// against is state and no history: credentials, sessions, tokens and keys are entities in the
/// schema `account`.
///
/// A row is written first and names the event it owes as an
/// [act][io.cartulary.command.account.act]; the event follows, and a job stores the ones that a
/// crash kept from following. An address is claimed the other way round: the claim decides, and the
/// row follows.
@NullMarked
package io.cartulary.command.account;

import org.jspecify.annotations.NullMarked;
