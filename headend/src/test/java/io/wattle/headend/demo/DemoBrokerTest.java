package io.wattle.headend.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.headend.StartException;
import io.wattle.headend.broker.LocalBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks for a broker by name gets that one, or is told. */
class DemoBrokerTest {
    private static final String JARS = "wattle.demo.broker";

    @TempDir
    private Path folder;

    @Test
    void shouldSayThatTheBrokerThatIsWantedCannotBeHad() {
        System.setProperty(JARS, folder.resolve("nothing-here").toString());
        try {
            DemoPlan plan = DemoPlan.in(folder, OptionalLong.empty(), OptionalInt.of(4));
            PrintWriter nobody = new PrintWriter(new StringWriter());

            assertThatThrownBy(() -> Demo.start(plan, LocalBroker.Kind.HIVEMQ, true, nobody))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("the broker HIVEMQ that was asked for could not be started");
            assertThat(LocalBroker.start(folder, LocalBroker.Kind.NONE)).isEmpty();
        } finally {
            System.clearProperty(JARS);
        }
    }
}
