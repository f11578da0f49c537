package io.wattle.headend.api;

import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.OwnerOnlyFile;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the API listens and who may call.
 *
 * @param host to listen on
 * @param port 0 for any free one
 * @param token bearer token that every caller must show; without one only this machine is listened to
 */
public record ApiConfig(String host, int port, Optional<String> token) {

    public ApiConfig {
        if (token.isEmpty() && !isLoopback(host)) {
            throw new IllegalArgumentException("needed because the API listens beyond this machine (" + host + ")");
        }
    }

    /**
     * The token that a file holds, 16 to 512 characters on one line.
     *
     * @throws BadFileException without the token in it
     */
    public static String tokenFrom(Path file) {
        String token = String.join("\n", OwnerOnlyFile.lines(file)).strip();
        if (!token.matches("[\\x21-\\x7e]{16,512}")) {
            throw new BadFileException(file, 1, "must hold one line of 16 to 512 printable characters");
        }
        return token;
    }

    @Override
    public String toString() {
        return "ApiConfig[" + host + ":" + port + (token.isPresent() ? ", with token" : "") + "]";
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
