/// What was done to an account and becomes an event. An act is stored in the transaction of the
/// rows that it changed, so that it is known when those are; it is gone once its event is stored.
@NullMarked
package io.cartulary.command.account.act;

import org.jspecify.annotations.NullMarked;
