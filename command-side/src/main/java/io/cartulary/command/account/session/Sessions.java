package io.cartulary.command.account.session;

import org.springframework.data.repository.CrudRepository;

interface Sessions extends CrudRepository<Session, String> {}
