/// Personal data in events: sealed with a key per person, left sealed in read models. A person is
/// erased by removing their key: the function in `db/personal_keys/R__erase_person.sql`, which
/// those who run the shop call (see docs/operations.md).
@NullMarked
package io.cartulary.eventstore.privacy;

import org.jspecify.annotations.NullMarked;
