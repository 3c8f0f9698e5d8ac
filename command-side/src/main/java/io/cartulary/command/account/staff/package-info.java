/// Who works for the shop, and what each role may do.
///
/// | from | what happens | to |
/// |---|---|---|
/// | | a super_admin invites an address | invited |
/// | customer | a super_admin invites their address | customer, invited |
/// | invited | they use the link and set a password | staff |
/// | invited | the invitation is withdrawn | customer, or no account if it was opened by it |
/// | staff | a super_admin gives them another role | staff |
/// | staff | a super_admin removes them | customer |
@NullMarked
package io.cartulary.command.account.staff;

import org.jspecify.annotations.NullMarked;
