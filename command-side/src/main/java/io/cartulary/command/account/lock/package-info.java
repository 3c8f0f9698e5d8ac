/// Slows down guessing of passwords, and no other log-in. Failures are counted for an e-mail
/// address and where they come from: a network address, or a device from which its owner logged in
/// before. What strangers do never locks out a device that is known.
@NullMarked
package io.cartulary.command.account.lock;

import org.jspecify.annotations.NullMarked;
