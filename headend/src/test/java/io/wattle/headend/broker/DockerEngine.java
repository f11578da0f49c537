package io.wattle.headend.broker;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.IsRunningStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The image of the Eclipse project, by Testcontainers; it sees the folder of its configuration under the same name. */
final class DockerEngine implements BrokerEngine {
    /** Pinned, so that a test means the same tomorrow. */
    static final String IMAGE = "eclipse-mosquitto:2.0.22";
    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final Path DESKTOP_SOCKET = Path.of(System.getProperty("user.home"), ".docker/run/docker.sock");
    private Optional<GenericContainer<?>> container = Optional.empty();

    /** Whether a Docker engine answers. Where there is no sign of one, Testcontainers is not asked: it takes seconds. */
    static boolean isThere() {
        boolean isLikely = System.getenv("DOCKER_HOST") != null || Files.exists(SOCKET)
                || Files.exists(DESKTOP_SOCKET);
        return isLikely && DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public String name() {
        return "the container " + IMAGE;
    }

    /** Published at our loopback only; as root, since the files are ours. */
    @Override
    public List<String> opening(int port) {
        return List.of("listener " + port + " 0.0.0.0", "user root");
    }

    @Override
    public void launch(Path configuration, int port) throws IOException {
        try {
            if (container.isPresent()) {
                GenericContainer<?> killed = container.get();
                killed.getDockerClient().startContainerCmd(killed.getContainerId()).exec();
                return;
            }
            GenericContainer<?> fresh = container(configuration, port);
            container = Optional.of(fresh);
            fresh.start();
        } catch (RuntimeException e) {
            // Testcontainers and the Docker client throw nothing else: no image, no network, a port taken.
            throw new IOException(name() + " cannot be started: " + rootOf(e), e);
        }
    }

    @Override
    public boolean isAlive() {
        return container.map(GenericContainer::isRunning).orElse(false);
    }

    @Override
    public String printed() {
        return container.map(GenericContainer::getLogs).orElse("");
    }

    @Override
    public void kill() {
        container.ifPresent(running -> {
            try {
                running.getDockerClient().killContainerCmd(running.getContainerId()).exec();
            } catch (DockerException ended) {
                // It had ended by itself: what was wanted.
                assertEnded(running, ended);
            }
        });
    }

    @Override
    public void close() {
        container.ifPresent(GenericContainer::stop);
    }

    private static void assertEnded(GenericContainer<?> container, DockerException why) {
        if (container.isRunning()) {
            throw new IllegalStateException("the broker cannot be killed", why);
        }
    }

    private static GenericContainer<?> container(Path configuration, int port) {
        String folder = Objects.requireNonNull(configuration.toAbsolutePath().getParent()).toString();
        GenericContainer<?> fresh = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withCommand("mosquitto", "-c", configuration.toAbsolutePath().toString())
                .withExposedPorts(port)
                .withStartupCheckStrategy(new IsRunningStartupCheckStrategy())
                .waitingFor(Wait.forListeningPort());
        // The same port after a restart: Docker would choose another.
        fresh.setPortBindings(List.of("127.0.0.1:" + port + ":" + port));
        List<Bind> binds = new ArrayList<>(fresh.getBinds());
        binds.add(new Bind(folder, new Volume(folder)));
        fresh.setBinds(binds);
        return fresh;
    }

    private static String rootOf(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .reduce((_, deeper) -> deeper)
                .map(Throwable::toString)
                .orElseThrow();
    }
}
