/// The schema `account` and its transactions, which are apart from those of events.
@NullMarked
package io.cartulary.command.account.database;

import org.jspecify.annotations.NullMarked;
