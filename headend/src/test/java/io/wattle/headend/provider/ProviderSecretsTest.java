package io.wattle.headend.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.LoudLogs;
import io.wattle.headend.provider.embedded.Question;
import io.wattle.headend.provider.embedded.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A card number that somebody sends all the same, one that the provider sends by mistake, a card's token and the provider's
 * secrets are looked for wherever a byte could have gone: every log at its loudest, and the data.
 */
class ProviderSecretsTest {
    private static final String NUMBER = "4111111111111111";
    private static final String CARD = "tok-card-of-a-customer-77";

    @TempDir
    Path folder;

    @Test
    void shouldNeverShowACardOrASecretOfTheProvider() throws IOException {
        Queue<String> said;
        try (LoudLogs logs = LoudLogs.open()) {
            troubledRun();
            said = logs.said();
        }
        assertThat(said).isNotEmpty();
        for (String secret : List.of(NUMBER, "4111 1111 1111 1111", "4111-1111-1111-1111", CARD,
                ProviderDoor.PROVIDER_TOKEN, ProviderDoor.NOTICE_SECRET)) {
            assertThat(said.stream().filter(line -> line.contains(secret))).as(secret).isEmpty();
            LoudLogs.assertNoFile(folder, _ -> true, bytes -> bytes.contains(secret));
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
}
