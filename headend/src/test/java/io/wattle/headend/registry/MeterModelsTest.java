package io.wattle.headend.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.protocols.dlms.DlmsAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterModelsTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("wattle.root", ".."), "docs/meter-settings.md");

    @TempDir
    Path folder;

    @Test
    void shouldSayOfAMeterWhatTheDocumentsModelsSay() throws IOException {
        String text = Files.readString(DOCUMENT);
        int from = text.indexOf("acme-100:");
        MeterModels models = MeterModels.read(file(text.substring(from, text.indexOf("```", from))));

        assertThat(DlmsAddress.parse(models.on(URI.create("dlms://10.0.0.9:4059?model=acme-100"))))
                .isEqualTo(DlmsAddress.parse(URI.create("dlms://10.0.0.9:4059?obis-register=1.0.1.8.1.255"
                        + "&obis-load=1.0.99.2.0.255&client=3&auth=hls5")));
        assertThat(DlmsAddress.parse(models.on(URI.create("dlms-inbound:A-1?server=2&model=acme-water"))))
                .isEqualTo(DlmsAddress.parse(
                        URI.create("dlms-inbound:A-1?server=2&service=water&obis-register=8.0.1.0.1.255")));
    }

    @Test
    void shouldLetTheUriHaveTheLastWord() throws IOException {
        MeterModels models = MeterModels.read(file("m: {client: 3, server: 5}"));

        assertThat(models.on(URI.create("dlms://h:1?client=16&model=m")))
                .isEqualTo(URI.create("dlms://h:1?client=16&server=5"));
        assertThat(models.on(URI.create("dlms://h:1?client=16"))).isEqualTo(URI.create("dlms://h:1?client=16"));
        assertThat(models.on(URI.create("mqtt:A-1"))).isEqualTo(URI.create("mqtt:A-1"));
    }

    @Test
    void shouldNameTheLineOfAMeterWhoseModelIsNotThere() throws IOException {
        Path meters = Files.writeString(folder.resolve("meters.csv"),
                "serial,account,service,uri\nA-1,a,electricity,dlms://h:1?model=other\n");
        MeterModels models = MeterModels.read(file("m: {client: 3}"));

        assertThatThrownBy(() -> MeterRegistry.read(meters, models)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("meters.csv, line 2: uri: model must be one of [m], was: other");
        assertThatThrownBy(() -> MeterRegistry.read(meters)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("model must be one of []");
        assertThatThrownBy(() -> models.on(URI.create("dlms://h:1?model=m&model=m")))
                .hasMessageContaining("[model=m, model=m]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"m: {obis-wine: 1.0.1.8.1.255}      | m: unknown parameter obis-wine",
            "m: {obis-register: 1.0.1.8}            | m: obis-register",
            "m: {client: 0}                         | m: client must be",
            "m: {client: 3}\\nm: {client: 4}         | models.yaml, line 2: is no YAML: Duplicate field",
            "m: {client: [3]}                       | m: client must have one value",
            "m: {client: '3&server=4'}              | m: client must have one value",
            "m: {model: m}                          | m: unknown parameter model", "m: 3 | m: must have parameters",
            "'m m': {client: 3}                     | m m: a model's name must be", "- m | must have at most",
            "m: {client: 3                          | is no YAML"})
    void shouldSayWhatIsWrongWithAModel(String text, String said) throws IOException {
        Path file = file(text.replace("\\n", "\n"));

        assertThatThrownBy(() -> MeterModels.read(file)).isInstanceOf(BadFileException.class)
                .hasMessageContaining(said);
    }

    @Test
    void shouldNameAFileThatIsNotThere() {
        assertThatThrownBy(() -> MeterModels.read(folder.resolve("none.yaml"))).isInstanceOf(BadFileException.class)
                .hasMessageContaining("none.yaml: cannot be read");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("models.yaml"), text);
    }
}
