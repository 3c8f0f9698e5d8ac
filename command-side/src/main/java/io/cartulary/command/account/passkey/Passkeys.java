package io.cartulary.command.account.passkey;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface Passkeys extends CrudRepository<Passkey, String> {

    List<Passkey> findByAccountIdOrderByPasskeyId(String accountId);

    Optional<Passkey> findByCredentialId(String credentialId);

    Optional<Passkey> findByPasskeyIdAndAccountId(String passkeyId, String accountId);
}
