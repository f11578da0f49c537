package io.wattle.headend.message;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where messages to customers go.
 *
 * @param gateway https, or http on this machine: tokens are worth money
 * @param token bearer token that the gateway wants to see
 * @param position file that says up to which entry everything was sent
 * @param timeout for one message
 */
public record MessageConfig(URI gateway, Optional<String> token, Path position, Duration timeout) {

    public MessageConfig {
        String host = gateway.getHost();
        boolean safe = host != null && ("https".equals(gateway.getScheme())
                || ("http".equals(gateway.getScheme()) && isLoopback(host)));
        if (!safe) {
            throw new IllegalArgumentException(
                    "it must begin with https://, or with http:// on this machine: tokens are"
                            + " worth money");
        }
    }

    @Override
    public String toString() {
        return "MessageConfig[" + gateway.getScheme() + "://" + gateway.getHost()
                + (token.isPresent() ? ", with token" : "") + "]";
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
