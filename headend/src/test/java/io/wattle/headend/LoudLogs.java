package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Every log of this process at its loudest, for as long as it is open, in place of where it usually goes. */
public final class LoudLogs implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.wattle");
    /** Named ERR where the head-end's own configuration is in force; a test run may have another. */
    private final Optional<Appender<ILoggingEvent>> usual = Optional.ofNullable(root.getAppender("ERR"));
    private final Level rootLevel = root.getLevel();
    private final Level ourLevel = ours.getLevel();
    private final Listener listener = new Listener();

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

    private LoudLogs() {}

    public static LoudLogs open() {
        LoudLogs logs = new LoudLogs();
        logs.listener.start();
        logs.usual.ifPresent(logs.root::detachAppender);
        logs.root.addAppender(logs.listener);
        logs.root.setLevel(Level.TRACE);
        logs.ours.setLevel(Level.TRACE);
        return logs;
    }

    /** What was said so far. */
    public Queue<String> said() {
        return listener.said;
    }

    @Override
    public void close() {
        root.setLevel(rootLevel);
        ours.setLevel(ourLevel);
        root.detachAppender(listener);
        usual.ifPresent(root::addAppender);
    }

    /** No file of the folder, byte for byte as a text, may show it. */
    public static void assertNoFile(Path folder, Predicate<Path> looked, Predicate<String> shows) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).filter(looked).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(shows.test(bytes)).as("a secret in %s", file).isFalse();
            }
        }
    }
}
