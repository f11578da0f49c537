package io.wattle.headend.link;

import io.wattle.headend.broker.Mosquitto;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract over Sparkplug B, with the meter behind a gateway. */
class SparkplugDeviceLinkTest extends MeterLinkContract {
    @TempDir
    private static Path folder;
    private static Mosquitto broker;

    @BeforeAll
    static void startBroker() {
        broker = Mosquitto.start(folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Override
    protected LinkBench start() {
        return SparkplugLinkBench.device(broker);
    }
}
