package io.cartulary.command.account.session;

import org.springframework.data.repository.CrudRepository;

interface RefreshTokens extends CrudRepository<RefreshToken, String> {}
