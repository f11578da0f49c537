package io.wattle.headend.broker;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * HiveMQ Community Edition: a hundred megabytes of jars on a Netty of another version, so in a JVM of its own and never
 * on our class path. The module {@code headend/demo-broker} puts them beside what we are built to.
 */
final class HiveMqProgram {
    private static final String JARS = "demo-broker";

    private HiveMqProgram() {}

    static Optional<List<String>> command(Path folder, int port) throws IOException {
        Optional<Path> jars = jars();
        if (jars.isEmpty()) {
            return Optional.empty();
        }
        Path home = folder.resolve("hivemq");
        for (String one : List.of("conf", "data", "log", "extensions")) {
            Files.createDirectories(home.resolve(one));
        }
        Files.writeString(home.resolve("conf/config.xml"), configuration(port));
        Path launcher = home.resolve("launcher");
        copyLauncher(launcher);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Optional.of(List.of(java, "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Dhivemq.home=" + home, "-cp", launcher + ":" + jars.get() + "/*", HiveMqMain.class.getName()));
    }

    private static String configuration(int port) {
        return """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                    <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
                  </listeners>
                  <persistence><mode>in-memory</mode></persistence>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(port);
    }

    /** One class of ours, and none of our libraries, which are not HiveMQ's. */
    private static void copyLauncher(Path to) throws IOException {
        String file = HiveMqMain.class.getName().replace('.', '/') + ".class";
        Path target = to.resolve(file);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        try (InputStream bytes = Objects.requireNonNull(HiveMqMain.class.getClassLoader().getResourceAsStream(file))) {
            Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Optional<Path> jars() {
        String said = System.getProperty("wattle.demo.broker", "");
        if (!said.isEmpty()) {
            return Optional.of(Path.of(said)).filter(Files::isDirectory);
        }
        try {
            Path own = Path.of(HiveMqProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path beside = own.resolveSibling(JARS);
            Path above = Objects.requireNonNull(own.getParent()).resolveSibling(JARS);
            return Stream.of(beside, above).filter(Files::isDirectory).findFirst();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
