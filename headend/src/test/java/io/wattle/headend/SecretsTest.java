package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.wattle.ledger.entry.Fact;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.server.WireFault;
import io.wattle.simulator.fault.WireTrouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The meters' keys are looked for wherever a byte could have gone: every log at its loudest, the console, the data. */
class SecretsTest {
    private static final int METERS = 3;

    @TempDir
    Path folder;

    private static final class Listener extends AppenderBase<ILoggingEvent> {
        private final Queue<String> said = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            said.add(event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }

    @Test
    void shouldNeverShowAMetersKey() throws IOException {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("io.wattle");
        Appender<ILoggingEvent> usual = root.getAppender("ERR");
        Level rootLevel = root.getLevel();
        Level ourLevel = ours.getLevel();
        Listener listener = new Listener();
        listener.start();
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        PrintStream out = System.out;
        List<byte[]> keys = new ArrayList<>();
        try {
            root.detachAppender(usual);
            root.addAppender(listener);
            root.setLevel(Level.TRACE);
            ours.setLevel(Level.TRACE);
            System.setOut(new PrintStream(console, true, StandardCharsets.UTF_8));
            troubledRun(keys);
        } finally {
            System.setOut(out);
            root.setLevel(rootLevel);
            ours.setLevel(ourLevel);
            root.detachAppender(listener);
            root.addAppender(usual);
        }
        assertThat(listener.said).isNotEmpty();
        for (byte[] key : keys) {
            String hex = HexFormat.of().formatHex(key);
            assertThat(listener.said).noneMatch(line -> shows(line, hex));
            assertThat(shows(console.toString(StandardCharsets.UTF_8), hex)).isFalse();
            assertNoFileShows(key, hex);
        }
    }

    /** Everything that makes programs talk: lost answers, rubbish, refusals, a credit, and an orderly end. */
    private void troubledRun(List<byte[]> keys) {
        try (TestSystem system = TestSystem.start(folder, METERS)) {
            for (int place = 0; place < METERS; place++) {
                try (DlmsKeys pair = system.meter(place).keys()) {
                    keys.add(pair.encryptionKey());
                    keys.add(pair.authenticationKey());
                }
                system.awaitFact(Fact.ReadingAccepted.class, place);
            }
            system.meter(0).inject(WireTrouble.always(WireFault.GARBAGE));
            system.meter(1).inject(WireTrouble.from(WireFault.PLAIN, 2));
            system.pay(2, "pay-1", 500);
            system.pay(2, "pay-1", 600);
            system.awaitFact(Fact.CreditConfirmed.class, 2);
            system.awaitReadings(2, 3);
        }
    }

    private void assertNoFileShows(byte[] key, String hex) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains(new String(key, StandardCharsets.ISO_8859_1)) || shows(bytes, hex))
                        .as("a key in %s", file)
                        .isFalse();
            }
        }
    }

    /** Hex in either case, with or without blanks between the bytes. */
    private static boolean shows(String text, String hex) {
        String plain = text.toLowerCase(Locale.ROOT);
        return plain.contains(hex) || plain.contains(hex.replaceAll("(..)(?!$)", "$1 "));
    }
}
