/// Gift cards and store credit: money that a shopper may spend here only. What is kept for one
/// purchase cannot be spent by another, and what was paid with it goes back onto it. As a means of
/// payment they are two more payment providers.
///
/// # Credit account
///
/// Commands on an account that does not exist are answered with *not found*, except `GrantCredit`.
/// *Reserved* is an account of which all is kept for the purchase, *spent* one from which all was
/// spent on it.
///
/// | from | command | to |
/// |---|---|---|
/// | missing | GrantCredit | open |
/// | open | GrantCredit | open, nothing new |
/// | open | ReserveCredit | reserved |
/// | open | ConfirmCredit | refused NOT_RESERVED |
/// | open | ReleaseCredit | open, nothing new |
/// | open | BlockCredit | blocked |
/// | open | UnblockCredit | open, nothing new |
/// | open | ReadCredit | open, nothing new |
/// | reserved | GrantCredit | reserved, nothing new |
/// | reserved | ReserveCredit | reserved, nothing new |
/// | reserved | ConfirmCredit | spent |
/// | reserved | ReleaseCredit | open |
/// | reserved | BlockCredit | blocked |
/// | reserved | UnblockCredit | reserved, nothing new |
/// | reserved | ReadCredit | reserved, nothing new |
/// | spent | GrantCredit | spent, nothing new |
/// | spent | ReserveCredit | spent, nothing new |
/// | spent | ConfirmCredit | spent, nothing new |
/// | spent | ReleaseCredit | spent, nothing new |
/// | spent | BlockCredit | blocked |
/// | spent | UnblockCredit | spent, nothing new |
/// | spent | ReadCredit | spent, nothing new |
/// | blocked | GrantCredit | blocked, nothing new |
/// | blocked | ReserveCredit | refused CREDIT_BLOCKED |
/// | blocked | ConfirmCredit | refused NOT_RESERVED |
/// | blocked | ReleaseCredit | blocked, nothing new |
/// | blocked | BlockCredit | blocked, nothing new |
/// | blocked | UnblockCredit | open |
/// | blocked | ReadCredit | blocked, nothing new |
///
/// `GrantCredit` stands for the first grant once more. More than is available is refused
/// INSUFFICIENT_CREDIT, an amount in another currency ANOTHER_CURRENCY, a purchase after the last
/// day CREDIT_EXPIRED. What is kept is free again when its time has run out.
@NullMarked
package io.cartulary.command.credit;

import org.jspecify.annotations.NullMarked;
