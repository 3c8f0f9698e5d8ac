/// Who may log in, and what happened to their accounts. No event holds a secret; what is about a
/// person is sealed with the key of the customer they are.
@NullMarked
package io.cartulary.events.account;

import org.jspecify.annotations.NullMarked;
