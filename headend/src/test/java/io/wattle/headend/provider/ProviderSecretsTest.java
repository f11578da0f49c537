package io.wattle.headend.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.wattle.headend.provider.embedded.Question;
import io.wattle.headend.provider.embedded.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * A card number that somebody sends all the same, one that the provider sends by mistake, a card's token and the provider's
 * secrets are looked for wherever a byte could have gone: every log at its loudest, and the data.
 */
class ProviderSecretsTest {
    private static final String NUMBER = "4111111111111111";
    private static final String CARD = "tok-card-of-a-customer-77";

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
    void shouldNeverShowACardOrASecretOfTheProvider() throws IOException {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("io.wattle");
        Appender<ILoggingEvent> usual = root.getAppender("ERR");
        Level rootLevel = root.getLevel();
        Level ourLevel = ours.getLevel();
        Listener listener = new Listener();
        listener.start();
        try {
            root.detachAppender(usual);
            root.addAppender(listener);
            root.setLevel(Level.TRACE);
            ours.setLevel(Level.TRACE);
            troubledRun();
        } finally {
            root.setLevel(rootLevel);
            ours.setLevel(ourLevel);
            root.detachAppender(listener);
            root.addAppender(usual);
        }
        assertThat(listener.said).isNotEmpty();
        for (String secret : List.of(NUMBER, "4111 1111 1111 1111", "4111-1111-1111-1111", CARD,
                ProviderDoor.PROVIDER_TOKEN, ProviderDoor.NOTICE_SECRET)) {
            assertThat(listener.said.stream().filter(line -> line.contains(secret))).as(secret).isEmpty();
            assertNoFileShows(secret);
        }
    }

    private void troubledRun() {
        try (ProviderDoor door = new ProviderDoor(folder, 1)) {
            for (Question question : List.of(Question.AUTHORISE, Question.CAPTURE, Question.QUERY)) {
                door.provider.answerOnce(question, Trouble.GARBAGE); // with a card number in it
                door.await(door.beginWithCard(0, 300, CARD).id(), "SOLD");
            }
            door.begin(NUMBER, 0, 300, "");
            door.begin("k", 0, 300, ",\"cardToken\":\"" + NUMBER + "\"");
            door.begin("k", 0, 300, ",\"unheard\":\"4111 1111 1111 1111\"");
            door.post("/provider-payments", "k", "{\"meter\":\"" + NUMBER + "\"");
            door.post("/provider-payments/" + NUMBER + "/notice", "k", "{\"reference\":\"" + NUMBER + "\"}",
                    "Provider-Signature", "00");
            door.byPerson("PP-1", "refund", "4111-1111-1111-1111", "");
            door.get("/provider-payments/" + NUMBER);
        }
    }

    private void assertNoFileShows(String secret) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).as("%s", file)
                        .satisfies(bytes -> assertThat(bytes.contains(secret)).isFalse());
            }
        }
    }
}
