package io.wattle.headend.link;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract over DLMS on HDLC on a serial port. */
class SerialLinkTest extends MeterLinkContract {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before start()
    private Path folder;

    @Override
    protected LinkBench start() throws IOException {
        return new SerialLinkBench(folder);
    }
}
