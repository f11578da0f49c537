package io.wattle.protocols.optical;

import io.wattle.protocols.optical.session.Password;
import java.util.Optional;

/** Who knows the passwords of meters' programming modes. Safe for use by many threads. */
@FunctionalInterface
public interface PasswordSource {
    Optional<Password> passwordOf(String meterSerial);
}
