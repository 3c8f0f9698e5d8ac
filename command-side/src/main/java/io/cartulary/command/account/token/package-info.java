/// Secrets that are handed out, and the keys that sign access tokens.
@NullMarked
package io.cartulary.command.account.token;

import org.jspecify.annotations.NullMarked;
