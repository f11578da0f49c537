package io.wattle.headend;

import static io.wattle.headend.ConfigKeys.WAKE_COMMAND;
import static io.wattle.headend.ConfigKeys.WAKE_TEXT;
import static io.wattle.headend.ConfigKeys.WAKE_TOKEN;
import static io.wattle.headend.ConfigKeys.WAKE_URL;

import io.wattle.headend.api.ApiConfig;
import io.wattle.headend.wake.CommandWakeUp;
import io.wattle.headend.wake.GatewayWakeUp;
import io.wattle.protocols.dlms.WakeUp;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How sleeping meters are woken, from the configuration. */
final class WakeUpConfig {
    private static final Duration TIMEOUT = Duration.ofSeconds(30); // for one message to be handed over

    private WakeUpConfig() {}

    static Optional<WakeUp> from(ConfigFile values) {
        String url = values.text(WAKE_URL);
        String command = values.text(WAKE_COMMAND);
        if (!url.isEmpty() && !command.isEmpty()) {
            throw values.refused(WAKE_COMMAND, "a gateway and a command are given: one of them wakes meters");
        }
        if (!url.isEmpty()) {
            return Optional.of(HeadEndConfig.checked(values, WAKE_URL, () -> new GatewayWakeUp(URI.create(url),
                    values.path(WAKE_TOKEN).map(ApiConfig::tokenFrom), values.text(WAKE_TEXT), TIMEOUT)));
        }
        return command.isEmpty() ? Optional.empty() : Optional.of(new CommandWakeUp(command, TIMEOUT));
    }
}
