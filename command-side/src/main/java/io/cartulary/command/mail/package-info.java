/// Writes to shoppers, and to staff, by mail. Each mail is an effect: recorded with what it says
/// of, in the same transaction, handed to the mail server at most once, and left to staff when no
/// one knows whether that happened. It is off until a mail server is configured.
@NullMarked
package io.cartulary.command.mail;

import org.jspecify.annotations.NullMarked;
