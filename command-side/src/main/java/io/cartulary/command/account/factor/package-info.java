/// The second factor of a log-in: codes of an authenticator app (TOTP, RFC 6238), and recovery
/// codes for when the app is lost.
@NullMarked
package io.cartulary.command.account.factor;

import org.jspecify.annotations.NullMarked;
