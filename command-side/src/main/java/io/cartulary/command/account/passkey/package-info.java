/// Passkeys (WebAuthn level 3): an authenticator holds a key for an account, looks at its owner's
/// face, finger or PIN, and signs what the shop asks it to. That is as good as password and second
/// factor. Browser and authenticator meet the shop twice for each: [the service][PasskeyService]
/// asks, in an attempt that is good for one answer on any node, and [the verifier][PasskeyVerifier]
/// reads the answer with webauthn4j.
@NullMarked
package io.cartulary.command.account.passkey;

import org.jspecify.annotations.NullMarked;
