package io.wattle.headend.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.wattle.protocols.mqtt.MqttTopics;
import io.wattle.protocols.mqtt.payload.UpCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** docs/mqtt-asyncapi.yaml against itself and the topics that are spoken. */
class AsyncApiTest {
    private static final Path FILE = Path.of(System.getProperty("wattle.root", ".."), "docs/mqtt-asyncapi.yaml");
    private static final String METER = "METER";

    @Test
    void shouldNameEveryTopicThatIsSpokenAndNoOther() throws IOException {
        MqttTopics topics = MqttTopics.STANDARD;

        Set<String> addresses = StreamSupport.stream(document().get("channels").spliterator(), false)
                .map(channel -> channel.get("address").asText().replace("{meter}", METER))
                .collect(Collectors.toSet());

        assertThat(addresses).containsExactlyInAnyOrder(topics.up(METER, UpCodec.Kind.READING),
                topics.up(METER, UpCodec.Kind.PROFILE), topics.up(METER, UpCodec.Kind.EVENT),
                topics.up(METER, UpCodec.Kind.STATE), topics.answer(METER, "{headEnd}"), topics.command(METER),
                topics.receipt(METER), topics.taken(METER),
                topics.over(METER, UpCodec.Kind.READING).replaceFirst("reading$", "{kind}"));
    }

    @Test
    void shouldReferToNothingThatIsNotThere() throws IOException {
        JsonNode document = document();

        List<String> references = document.findValuesAsText("$ref");

        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
        });
    }

    private static JsonNode document() throws IOException {
        return new YAMLMapper().readTree(FILE.toFile());
    }
}
