/// Files of coupons: each line is one coupon with its terms.
@NullMarked
package io.cartulary.command.importing.coupons;

import org.jspecify.annotations.NullMarked;
