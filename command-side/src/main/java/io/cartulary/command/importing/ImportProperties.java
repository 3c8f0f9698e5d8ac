package io.cartulary.command.importing;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// @param directory where a file lies until it is taken in; it must survive a restart
/// @param largestFile measured unpacked
@ConfigurationProperties("cartulary.import")
record ImportProperties(
        @DefaultValue("${java.io.tmpdir}/cartulary-imports") Path directory,
        @DefaultValue("4GB") DataSize largestFile) {}
