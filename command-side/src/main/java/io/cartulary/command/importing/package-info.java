/// Takes in files of other systems: orders, products, coupons. Each row is read, checked as a
/// whole, and then taken or reported with its number, its column, a reason and what would be right;
/// a reported row took no effect. What is taken is committed together with the import's progress,
/// so that it can be resumed after any interruption without doubling.
@NullMarked
package io.cartulary.command.importing;

import org.jspecify.annotations.NullMarked;
