/// Customers: what they say about themselves and the addresses they keep. [Customer] decides which
/// addresses there are and which are the defaults, and holds nothing personal; [CustomerRecords]
/// reads that from the events, with the key it is sealed with, so that nothing is left in memory
/// once the key was destroyed.
@NullMarked
package io.cartulary.command.customer;

import org.jspecify.annotations.NullMarked;
