/// Promises of anything that there is only so much of: pieces of stock, uses of a coupon, money on
/// a gift card, appointments.
///
/// `Reservations` knows who holds which promise and how the last ones ended, and judges each step;
/// how much is left is the business of who keeps them. It is plain: no framework, no clock.
///
/// # Reservations, as one holder sees them
///
/// | from | step | verdict |
/// |---|---|---|
/// | unknown | RESERVE | RECORD |
/// | unknown | CONFIRM | NOT_RESERVED |
/// | unknown | RELEASE | NOTHING_NEW |
/// | unknown | EXPIRE | NOTHING_NEW |
/// | unknown | GIVE_BACK | RECORD |
/// | open | RESERVE | NOTHING_NEW |
/// | open | CONFIRM | RECORD |
/// | open | RELEASE | RECORD |
/// | open | EXPIRE | RECORD |
/// | open | GIVE_BACK | RELEASE_INSTEAD |
/// | confirmed | RESERVE | NOTHING_NEW |
/// | confirmed | CONFIRM | NOTHING_NEW |
/// | confirmed | RELEASE | ALREADY_CONFIRMED |
/// | confirmed | EXPIRE | NOTHING_NEW |
/// | confirmed | GIVE_BACK | RECORD |
/// | released | RESERVE | NOTHING_NEW |
/// | released | CONFIRM | NOT_RESERVED |
/// | released | RELEASE | NOTHING_NEW |
/// | released | EXPIRE | NOTHING_NEW |
/// | released | GIVE_BACK | NOTHING_NEW |
/// | expired | RESERVE | NOTHING_NEW |
/// | expired | CONFIRM | TOO_LATE |
/// | expired | RELEASE | NOTHING_NEW |
/// | expired | EXPIRE | NOTHING_NEW |
/// | expired | GIVE_BACK | NOTHING_NEW |
/// | given back | RESERVE | NOTHING_NEW |
/// | given back | CONFIRM | NOTHING_NEW |
/// | given back | RELEASE | NOTHING_NEW |
/// | given back | EXPIRE | NOTHING_NEW |
/// | given back | GIVE_BACK | NOTHING_NEW |
///
/// One who was closed long ago is unknown again. Who gives back as an unknown one had confirmed so
/// long ago.
@NullMarked
package io.cartulary.command.reservation;

import org.jspecify.annotations.NullMarked;
