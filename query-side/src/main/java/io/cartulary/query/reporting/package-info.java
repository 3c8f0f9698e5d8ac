/// Answers how business goes: sales by day and longer, orders and customers of a time, and the
/// dashboard of staff.
///
/// Sums are kept by business day and currency, exact to the minor unit. An order counts on the day
/// it was placed, a refund on the day it was given; a cancelled order is taken back from both.
@NullMarked
package io.cartulary.query.reporting;

import org.jspecify.annotations.NullMarked;
