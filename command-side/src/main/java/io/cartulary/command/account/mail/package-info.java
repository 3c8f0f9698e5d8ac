/// Mails about accounts, in the language of their owner.
@NullMarked
package io.cartulary.command.account.mail;

import org.jspecify.annotations.NullMarked;
