/// Gift cards and store credit: money that a shopper may spend here only. What is kept for one
/// purchase cannot be spent by another, and what was paid with it goes back onto it. As a means of
/// payment they are two more payment providers.
///
/// `docs/states/credit.md` has what each command does in each state.
@NullMarked
package io.cartulary.command.credit;

import org.jspecify.annotations.NullMarked;
