package io.wattle.headend.broker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Mosquitto of this machine. */
final class MosquittoProgram {
    private MosquittoProgram() {}

    static Optional<List<String>> command(Path folder, int port) throws IOException {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Path configuration = folder.resolve("mosquitto.conf");
        Files.write(configuration, List.of("listener " + port + " 127.0.0.1", "allow_anonymous true",
                "persistence false", "max_queued_messages 0", "user " + System.getProperty("user.name")));
        return Optional.of(List.of(program.get().toString(), "-c", configuration.toString()));
    }

    private static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator
                + "/usr/sbin" + File.pathSeparator + "/usr/local/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve("mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
