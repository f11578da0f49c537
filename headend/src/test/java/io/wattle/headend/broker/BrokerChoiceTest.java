package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A container where Docker runs, the Debian package elsewhere, and words for whoever wonders. */
class BrokerChoiceTest {
    private static final BrokerChoice.Writer NOTHING = _ -> Path.of("mosquitto.conf");
    private final List<String> told = new ArrayList<>();
    private final List<String> launched = new ArrayList<>();

    @Test
    void shouldTakeAContainerWhereDockerRuns() throws IOException {
        BrokerChoice choice = choice(true, new Engine("container", ""), new Engine("package", ""));

        assertThat(choice.launch(NOTHING, 1).name()).isEqualTo("container");
        assertThat(choice.launch(NOTHING, 2).name()).isEqualTo("container");
        assertThat(told).as("told once").containsExactly("Docker runs: container");
    }

    @Test
    void shouldTakeTheDebianPackageWhereDockerDoesNotRun() throws IOException {
        BrokerChoice choice = choice(false, new Engine("container", ""), new Engine("package", ""));

        assertThat(choice.launch(NOTHING, 1).name()).isEqualTo("package");
        assertThat(launched).containsExactly("package 1");
        assertThat(told).containsExactly("Docker does not run: package");
    }

    @Test
    void shouldSayWhyNoContainerCouldBeHadAndNotTryAgain() throws IOException {
        BrokerChoice choice = choice(true, new Engine("container", "there is no such image"),
                new Engine("package", ""));

        assertThat(choice.launch(NOTHING, 1).name()).isEqualTo("package");
        assertThat(choice.launch(NOTHING, 2).name()).isEqualTo("package");
        assertThat(launched).containsExactly("container 1", "container closed", "package 1", "package 2");
        assertThat(told).containsExactly("Docker runs, but there is no such image; from now on package");
    }

    @Test
    void shouldNameThePackageToInstallWhereThereIsNeither() {
        BrokerChoice choice = choice(false, new Engine("container", ""),
                new Engine("package", "mosquitto is missing: install the Debian package mosquitto"));

        assertThatThrownBy(() -> choice.launch(NOTHING, 1)).isInstanceOf(IOException.class)
                .hasMessageContaining("install the Debian package mosquitto");
    }

    @Test
    void shouldPinTheImageOfTheContainer() {
        assertThat(DockerEngine.IMAGE).matches("eclipse-mosquitto:[0-9]+\\.[0-9]+\\.[0-9]+");
        assertThat(new DockerEngine().opening(1883)).contains("listener 1883 0.0.0.0");
        assertThat(new DockerEngine().isAlive()).isFalse();
    }

    private BrokerChoice choice(boolean dockerRuns, Engine container, Engine installed) {
        return new BrokerChoice(() -> dockerRuns, () -> container, () -> installed, told::add);
    }

    /** Notes what it was asked for. */
    private final class Engine implements BrokerEngine {
        private final String name;
        private final String trouble;

        private Engine(String name, String trouble) {
            this.name = name;
            this.trouble = trouble;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<String> opening(int port) {
            return List.of();
        }

        @Override
        public void launch(Path configuration, int port) throws IOException {
            launched.add(name + " " + port);
            if (!trouble.isEmpty()) {
                throw new IOException(trouble);
            }
        }

        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public String printed() {
            return "";
        }

        @Override
        public void kill() {
            launched.add(name + " killed");
        }

        @Override
        public void close() {
            launched.add(name + " closed");
        }
    }
}
