/// Personal data in events: sealed with a key per person, left sealed in read models. A person is
/// erased by removing their key: the function `erase_person` in
/// `db/personal_keys/V0001__personal_keys.sql`.
@NullMarked
package io.cartulary.eventstore.privacy;

import org.jspecify.annotations.NullMarked;
