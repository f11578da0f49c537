package io.wattle.headend.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.headend.registry.MeterRecord.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterRegistryTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadMetersAndPassOverBlankLinesAndRemarks() throws IOException {
        MeterRegistry registry = MeterRegistry.read(file("""
                # from the field
                M1,A1,electricity,dlms://10.0.0.1:4059?server=1

                M2,A2,WATER,dlms://10.0.0.1:4059?server=2
                """));

        assertThat(registry.all()).extracting(MeterRecord::serial).containsExactly("M1", "M2");
        assertThat(registry.find("M2")).get().extracting(MeterRecord::service).isEqualTo(Service.WATER);
        assertThat(registry.addressOf("M3")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            M1,A1,electricity                        | must have 4 fields
            ,A1,electricity,dlms://h                 | serial must be 1 to 32
            M1,A 1,electricity,dlms://h              | account must be 1 to 32
            M1,A1,steam,dlms://h                     | service must be electricity or water
            M1,A1,electricity,10.0.0.1               | uri must begin with its scheme
            M1,A1,electricity,dlms://h h             | uri: Illegal character
            M0,A1,electricity,dlms://h               | serial M0 stands there twice
            """)
    void shouldNameTheLineAndTheField(String line, String said) throws IOException {
        Path file = file("M0,A0,electricity,dlms://h\n" + line + "\n");
        assertThatThrownBy(() -> MeterRegistry.read(file)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining(said);
    }

    @Test
    void shouldAskForTheHeader() throws IOException {
        Path file = Files.writeString(folder.resolve("meters.csv"), "M1,A1,electricity,dlms://h\n");
        assertThatThrownBy(() -> MeterRegistry.read(file)).hasMessageContaining("serial,account,service,uri");
    }

    @Test
    void shouldSayThatAFileIsNotThere() {
        assertThatThrownBy(() -> MeterRegistry.read(folder.resolve("none.csv"))).isInstanceOf(BadFileException.class)
                .hasMessageContaining("none.csv");
    }

    private Path file(String lines) throws IOException {
        return Files.writeString(folder.resolve("meters.csv"), "serial,account,service,uri\n" + lines);
    }
}
