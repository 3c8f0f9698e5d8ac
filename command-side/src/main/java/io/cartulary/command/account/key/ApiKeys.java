package io.cartulary.command.account.key;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface ApiKeys extends CrudRepository<ApiKey, String> {

    Optional<ApiKey> findBySecretHash(String secretHash);

    boolean existsByNameAndRevokedAtIsNullAndIssuedByIsNotNull(String name);

    List<ApiKey> findAllByOrderByIssuedAt();
}
