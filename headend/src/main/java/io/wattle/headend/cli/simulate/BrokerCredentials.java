package io.wattle.headend.cli.simulate;

import io.wattle.headend.api.ApiConfig;
import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.registry.OwnerOnlyFile;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.client.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * What simulated meters show to a broker, each connection by its client identifier: a certificate or a password.
 *
 * @param folder with {@code ca.crt}, and {@code NAME.crt} and {@code NAME.key} in PEM, or {@code NAME.password}
 */
record BrokerCredentials(Path folder) implements UnaryOperator<MqttSessionSettings> {
    private static final int PEM_BYTES_MAX = 100_000;

    /** @throws BadFileException naming the file that cannot be used */
    @Override
    public MqttSessionSettings apply(MqttSessionSettings session) {
        String name = session.clientId();
        Path password = folder.resolve(name + ".password");
        if (!Files.exists(password)) {
            return session.withTls(shown(name));
        }
        return session.withTls(told(folder.resolve("ca.crt")))
                .withLogin(name, ApiConfig.tokenFrom(password).toCharArray());
    }

    private SSLContext told(Path authority) {
        try {
            return TlsFiles.context(bytes(authority));
        } catch (IllegalArgumentException e) {
            throw new BadFileException(authority, 0, String.valueOf(e.getMessage()));
        }
    }

    private SSLContext shown(String name) {
        Path keyFile = folder.resolve(name + ".key");
        byte[] key = OwnerOnlyFile.bytes(keyFile, PEM_BYTES_MAX);
        try {
            return TlsFiles.context(bytes(folder.resolve("ca.crt")), bytes(folder.resolve(name + ".crt")), key);
        } catch (IllegalArgumentException e) {
            throw new BadFileException(keyFile, 0, "with its certificate and ca.crt: " + e.getMessage());
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be read: " + e);
        }
    }
}
