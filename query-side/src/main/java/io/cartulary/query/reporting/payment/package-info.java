/// Answers how much money came by each payment provider, and how much of it went back.
@NullMarked
package io.cartulary.query.reporting.payment;

import org.jspecify.annotations.NullMarked;
