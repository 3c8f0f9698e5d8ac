/// Log-ins and the refresh tokens that keep them alive.
///
/// | from | what happens | to |
/// |---|---|---|
/// | | its owner logs in | open |
/// | open | its refresh token is used | open, with another token |
/// | open | the token before is used again within ten seconds | open, with one token more |
/// | open | a replaced token is used later than that | ended |
/// | open | it is not used for 24 hours | ended |
/// | open | its owner logs out, revokes it, changes the password or deletes the account | ended |
@NullMarked
package io.cartulary.command.account.session;

import org.jspecify.annotations.NullMarked;
