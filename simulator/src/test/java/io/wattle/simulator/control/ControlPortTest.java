package io.wattle.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.wattle.simulator.ManualClock;
import io.wattle.simulator.keypad.TestKeypad;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.StsPlan;
import io.wattle.protocols.sts.Token;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ControlPortTest {
    private static final String TEST = TestKeypad.digits(new Token.MeterTest(Token.MeterTest.Form.SHORT_CODE, 1, 0));
    private final Fleet fleet = Fleet.builder()
            .meters(2)
            .seed(7)
            .clock(new ManualClock())
            .sts(StsPlan.every(2))
            .start();
    private final ControlPort port = ControlPort.start(fleet, 0);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        port.close();
        fleet.close();
    }

    @Test
    void shouldKeyATokenInAndSayWhatTheMeterShows() throws Exception {
        HttpResponse<String> answer = post(keypad(1), "{\"token\": \"" + TEST + "\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"result\":1,\"name\":\"ACCEPT\",\"display\":\"switch closed\"}\n");
    }

    @Test
    void shouldLeaveItToTheMeterWhatItMakesOfTheDigits() throws Exception {
        HttpResponse<String> answer = post(keypad(1), "{\"token\":\"1234\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(
                "{\"result\":6,\"name\":\"FORMAT_ERROR\",\"display\":\"token must have 20 digits, has 4\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"token\":12345678901234567890}", "{\"token\":\"1\",\"more\":1}",
            "{\"token\":\"1\",\"token\":\"2\"}", "{\"token\":\"12x\"}", "{\"token\":\"\\u0031\"}"})
    void shouldRefuseABodyThatIsNoEntryAndNotRepeatIt(String body) throws Exception {
        HttpResponse<String> answer = post(keypad(1), body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"body must be one JSON object with one field, token: what is "
                + "keyed in, digits, blanks and dashes, at most 100\"}\n");
    }

    @Test
    void shouldRefuseABodyThatIsTooLong() throws Exception {
        assertThat(post(keypad(1), " ".repeat(2_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void shouldNameWhatThereIsNot() throws Exception {
        String body = "{\"token\":\"1\"}";

        assertThat(post("/meters/123/keypad", body)).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo("{\"error\":\"the fleet has no meter 123\"}\n");
        });
        assertThat(post("/meters", body).statusCode()).isEqualTo(404);
        assertThat(post(keypad(0), body)).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("takes no tokens");
        });
        HttpResponse<String> get = client.send(request(keypad(1)).GET().build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void shouldSayThatItsPortIsTaken() {
        assertThatIllegalStateException().isThrownBy(() -> ControlPort.start(fleet, port.port()))
                .withMessageContaining("127.0.0.1:" + port.port());
    }

    private String keypad(int meter) {
        return "/meters/" + fleet.meters().get(meter).serial() + "/keypad";
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return client.send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.port() + path))
                .timeout(Duration.ofSeconds(20));
    }
}
