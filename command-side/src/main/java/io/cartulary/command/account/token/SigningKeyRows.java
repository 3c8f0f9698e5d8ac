package io.cartulary.command.account.token;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface SigningKeyRows extends CrudRepository<SigningKey, String> {

    List<SigningKey> findByRotationGreaterThanEqualOrderByRotationDesc(long rotation);

    void deleteByRotationLessThan(long rotation);
}
