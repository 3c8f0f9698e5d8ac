/// Takes in files of other systems: past orders, products, coupons. Rows become commands, many in
/// one transaction together with the progress, so that an import goes on after any interruption
/// without doubling. A row that cannot be taken in is reported with its number and one of a few
/// reasons.
@NullMarked
package io.cartulary.command.importing;

import org.jspecify.annotations.NullMarked;
