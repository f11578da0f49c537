package io.wattle.headend.link;

import io.wattle.protocols.mqtt.payload.PayloadForm;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract over MQTT, with payloads in JSON. */
class MqttJsonLinkTest extends MeterLinkContract {
    @TempDir
    private Path folder;

    @Override
    protected LinkBench start() {
        return new MqttLinkBench(folder, PayloadForm.JSON);
    }
}
