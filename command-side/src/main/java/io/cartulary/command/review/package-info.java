/// Decides who may say what about a product: one review for each customer, product and order, whose
/// identifier is made of the three; which of them shoppers see is up to staff, or to the shop's
/// settings. A review keeps the customers who found it helpful or reported it, so that each counts
/// once.
///
/// `docs/states/review.md` has what each command does in each state, `docs/reviews.md` the rules.
@NullMarked
package io.cartulary.command.review;

import org.jspecify.annotations.NullMarked;
