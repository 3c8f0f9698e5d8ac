/// Answers how business goes: sales by hour and longer, orders and customers of a time, and the
/// dashboard of staff.
///
/// Sums are kept by quarter of an hour and currency, exact to the minor unit, so that they add up
/// to days of any time zone. An order counts when it was placed, a refund when it was given; a
/// cancelled order is taken back from both.
@NullMarked
package io.cartulary.query.reporting;

import org.jspecify.annotations.NullMarked;
