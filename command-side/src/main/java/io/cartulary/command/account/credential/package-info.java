/// By what a person proves who they are.
@NullMarked
package io.cartulary.command.account.credential;

import org.jspecify.annotations.NullMarked;
