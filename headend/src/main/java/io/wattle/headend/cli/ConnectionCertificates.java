package io.wattle.headend.cli;

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
 * What simulated meters show to a broker: a certificate for each connection, by its client identifier.
 *
 * @param folder with {@code ca.crt}, and {@code NAME.crt} and {@code NAME.key} in PEM
 */
record ConnectionCertificates(Path folder) implements UnaryOperator<MqttSessionSettings> {
    private static final int PEM_BYTES_MAX = 100_000;

    /** @throws BadFileException naming the file that cannot be used */
    @Override
    public MqttSessionSettings apply(MqttSessionSettings session) {
        return session.withTls(tls(session.clientId()));
    }

    private SSLContext tls(String name) {
        Path keyFile = folder.resolve(name + ".key");
        byte[] key = OwnerOnlyFile.bytes(keyFile, PEM_BYTES_MAX);
        try {
            return TlsFiles.context(bytes("ca.crt"), bytes(name + ".crt"), key);
        } catch (IllegalArgumentException e) {
            throw new BadFileException(keyFile, 0, "with its certificate and ca.crt: " + e.getMessage());
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] bytes(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new BadFileException(file, 0, "cannot be read: " + e);
        }
    }
}
