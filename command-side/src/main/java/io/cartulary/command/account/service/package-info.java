/// What the owner of an account does with it.
@NullMarked
package io.cartulary.command.account.service;

import org.jspecify.annotations.NullMarked;
