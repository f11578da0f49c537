package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.HeadEndConfig;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.client.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Mosquitto with the certificates, settings and access list that docs/mqtt.md shows, as they stand there.
 *
 * @param headEndPort of the listener for head-ends with Sparkplug; that of the broker where there is none
 */
public record SecureRecipe(Path folder, Mosquitto broker, int headEndPort) implements AutoCloseable {
    private static final BrokerChoice DEBIAN = new BrokerChoice(() -> false, DockerEngine::new, DebianEngine::new,
            _ -> {
            });
    private static final Path ROOT = Path.of(System.getProperty("wattle.root", ".."));

    /** One listener for all. */
    static SecureRecipe start(Path folder) throws IOException, InterruptedException {
        certificates(folder);
        Files.writeString(folder.resolve("acl"), block("", "pattern write"));
        Mosquitto broker = Mosquitto.start(folder, lines(folder, block("", "listener 8883")));
        return new SecureRecipe(folder, broker, broker.port());
    }

    /** One for nodes of Sparkplug, and one for head-ends; always the Debian package, as a container has one port. */
    public static SecureRecipe startForSparkplug(Path folder) throws IOException, InterruptedException {
        certificates(folder);
        shell(folder, block("sh", "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650"
                + " -subj \"/CN=our head-ends\""));
        Files.writeString(folder.resolve("acl"), block("", "pattern write") + block("", "topic read spBv1.0"));
        int headEnds = freePort();
        List<String> lines = lines(folder, block("", "per_listener_settings")).stream()
                .map(line -> line.replace("listener 8884", "listener " + headEnds + " 127.0.0.1"))
                .toList();
        Mosquitto broker = Mosquitto.start(folder, lines,
                DEBIAN);
        return new SecureRecipe(folder, broker, headEnds);
    }

    /** One where each has a password; always the Debian package, whose program hashes them. */
    public static SecureRecipe startWithPasswords(Path folder) throws IOException, InterruptedException {
        certificates(folder);
        shell(folder, block("sh", "for name in head-end-1"));
        Files.writeString(folder.resolve("acl"), block("", "pattern write"));
        Mosquitto broker = Mosquitto.start(folder, lines(folder, block("", "password_file")), DEBIAN);
        return new SecureRecipe(folder, broker, broker.port());
    }

    /** The head-end's, where each has a password. */
    public MqttSessionSettings headEndByPassword() throws IOException {
        return configured("mqtt:\n  user");
    }

    /** As the head-end reads it out of its configuration. */
    MqttSessionSettings configured(String beginning) throws IOException {
        String shown = DocumentBlock.of(ROOT.resolve("docs/mqtt.md"), "yaml", beginning);
        Path file = Files.writeString(folder.resolve("head-end.yaml"), "meters: {file: meters.csv, keys: keys}\n"
                + shown.replace("broker.example:8883", "127.0.0.1:" + broker.port()));
        return HeadEndConfig.read(file).config().mqtt().orElseThrow().session();
    }

    /** Of whoever has this certificate, under its name. */
    public MqttSessionSettings session(int port, String name) throws IOException {
        return MqttSessionSettings.of(URI.create("mqtts://127.0.0.1:" + port), name)
                .withTls(TlsFiles.context(bytes("ca.crt"), bytes(name + ".crt"), bytes(name + ".key")));
    }

    @Override
    public void close() {
        broker.close();
    }

    /** Runs a script in the folder, which must end well. */
    static void shell(Path folder, String script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-e", "-c", script));
        Process process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("openssl (Debian package openssl)").isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static void certificates(Path folder) throws IOException, InterruptedException {
        shell(folder, block("sh", "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650"
                + " -subj \"/CN=our meters\""));
    }

    /** Of a configuration: its files are in the folder, and its first listener is ours already. */
    private static List<String> lines(Path folder, String block) {
        return block.lines()
                .filter(line -> !line.equals("listener 8883"))
                .map(line -> line.replaceFirst("^(cafile|certfile|keyfile|acl_file|password_file) (.*)$",
                        "$1 " + folder.resolve("$2")))
                .toList();
    }

    private static String block(String language, String beginning) throws IOException {
        return DocumentBlock.of(ROOT.resolve("docs/mqtt.md"), language, beginning);
    }

    private byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
