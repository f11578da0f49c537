package io.wattle.headend.optical;

import io.wattle.protocols.optical.OpticalConnector;
import io.wattle.protocols.optical.OpticalSettings;
import io.wattle.protocols.optical.session.SessionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How the head-end speaks to meters over probes and buses.
 *
 * @param maps a folder of maps besides those that come with Wattle
 * @param passwords a file that only its owner may read
 * @param response how long a meter may take to answer
 * @param conversation how long all of a conversation may last
 * @param technicians whose sessions are taken: a line each of public key and name
 */
public record OpticalConfig(Optional<Path> maps, Optional<Path> passwords, Duration response, Duration conversation,
        Optional<Path> technicians) {
    /** By the standard, without files. */
    public static final OpticalConfig STANDARD = new OpticalConfig(Optional.empty(), Optional.empty(),
            Duration.ofMillis(1_500), Duration.ofMinutes(1), Optional.empty());

    /** How to behave on lines. */
    public SessionSettings session() {
        return SessionSettings.defaults().withTimes(response, conversation);
    }

    /**
     * A connector; who asks for it closes it.
     *
     * @throws io.wattle.headend.registry.BadFileException naming the file that cannot be used
     */
    public OpticalConnector open(InstantSource clock) {
        return new OpticalConnector(
                OpticalSettings.defaults().withSession(session()),
                MapFiles.read(maps), passwords.map(PasswordFile::read).orElseGet(PasswordFile::none), clock);
    }
}
