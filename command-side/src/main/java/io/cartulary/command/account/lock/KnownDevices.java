package io.cartulary.command.account.lock;

import org.springframework.data.repository.CrudRepository;

interface KnownDevices extends CrudRepository<KnownDevice, String> {

    boolean existsByAccountId(String accountId);
}
