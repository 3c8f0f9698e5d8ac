/// What a payment provider has to do for this shop, and what the adapters of providers share. Each
/// provider has a package of its own below: adapter, settings and routes.
@NullMarked
package io.cartulary.command.payment.provider;

import org.jspecify.annotations.NullMarked;
