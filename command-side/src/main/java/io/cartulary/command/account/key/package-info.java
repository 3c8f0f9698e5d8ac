/// By what machines prove who they are.
@NullMarked
package io.cartulary.command.account.key;

import org.jspecify.annotations.NullMarked;
