package io.cartulary.command.mail;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param folder of mails for which there is no server
@ConfigurationProperties("cartulary.outbox")
record OutboxSettings(@DefaultValue("outbox") Path folder) {}
