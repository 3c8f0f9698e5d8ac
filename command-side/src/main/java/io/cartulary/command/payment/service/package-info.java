/// What shoppers and staff do with a payment.
@NullMarked
package io.cartulary.command.payment.service;

import org.jspecify.annotations.NullMarked;
