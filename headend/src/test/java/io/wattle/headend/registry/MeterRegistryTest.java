package io.wattle.headend.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.headend.registry.MeterRecord.Service;
import io.wattle.ledger.token.TokenTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeterRegistryTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadMetersAndPassOverBlankLinesAndRemarks() throws IOException {
        MeterRegistry registry = MeterRegistry.read(file("""
                # from the field
                M1,A1,electricity,dlms://10.0.0.1:4059?server=1

                M2,A2,WATER,dlms://10.0.0.1:4059?server=2
                M4,A2,gas,dlms://10.0.0.1:4059?server=3
                """));

        assertThat(registry.all()).extracting(MeterRecord::serial).containsExactly("M1", "M2", "M4");
        assertThat(registry.find("M2")).get().extracting(MeterRecord::service).isEqualTo(Service.WATER);
        assertThat(registry.find("M4")).get().extracting(MeterRecord::service).isEqualTo(Service.GAS);
        assertThat(registry.addressOf("M3")).isEmpty();
    }

    @Test
    void shouldReadHowMetersReadTokensAndThatKeypadMetersHaveNoAddress() throws IOException {
        Path file = Files.writeString(folder.resolve("meters.csv"), """
                serial,account,service,uri,drn,pan,sgc,ti,krn,ken,base_date,dkga,ea,zone
                M1,A1,electricity,,,600727973182961141,201457,01,1,,2014,04,07,
                M2,A2,water,dlms://10.0.0.1:4059,00000000000,,201457,02,2,96,1993,02,07,Africa/Lagos
                M3,A3,water,dlms://10.0.0.1:4059,,,,,,,,,,
                """);
        MeterRegistry registry = MeterRegistry.read(file);

        assertThat(registry.find("M1").orElseThrow().address()).isEmpty();
        assertThat(registry.find("M1").orElseThrow().tokenTerms())
                .contains(new TokenTerms("600727973182961141", "201457", "01", 1, 2, 255, 2014, "04", "07"));
        assertThat(registry.find("M2").orElseThrow().tokenTerms()).contains(new TokenTerms("600727000000000009",
                "201457", "02", 2, 2, 96, 1993, "02", "07", "Africa/Lagos"));
        assertThat(registry.find("M3").orElseThrow().tokenTerms()).isEmpty();
        assertThat(registry.addressOf("M1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ,,,,,,,,                                     | uri must not be empty for a meter that reads no tokens
            600727000000000008,,201457,01,1,2014,04,07,  | MeterPAN
            600727000000000009,00000000000,2,01,1,2014,04,07, | pan and drn name the same thing
            600727000000000009,,20145,01,1,2014,04,07,   | sgc must be 6 digits, was: 20145
            600727000000000009,,,01,1,2014,04,07,        | sgc must be there
            600727000000000009,,201457,1,1,2014,04,07,   | ti must be 2 digits
            600727000000000009,,201457,01,0,2014,04,07,  | krn must be 1..9
            600727000000000009,,201457,01,x,2014,04,07,  | krn must be a whole number
            600727000000000009,,201457,01,1,2015,04,07,  | base_date must be one of
            600727000000000009,,201457,01,1,2014,03,07,  | dkga must be one of
            600727000000000009,,201457,01,1,2014,02,11,  | does not go with DKGA 02
            600727000000000009,,201457,01,1,2014,04,09,  | ea must be one of
            600727000000000009,,201457,01,1,2014,04,07,X | zone must be the name of a time zone
            ,,201457,,,,,,                               | sgc is for meters that read tokens
            """)
    void shouldNameTheColumnOfTokensThatIsWrong(String fields, String said) throws IOException {
        Path file = Files.writeString(folder.resolve("meters.csv"),
                "serial,account,service,uri,pan,drn,sgc,ti,krn,base_date,dkga,ea,zone\nM1,A1,water,," + fields + "\n");
        assertThatThrownBy(() -> MeterRegistry.read(file)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"600727000000000009,", ",00000000000"})
    void shouldRefuseOneDecoderUnderTwoSerials(String panOrDrn) throws IOException {
        Path file = Files.writeString(folder.resolve("meters.csv"), """
                serial,account,service,uri,pan,drn,sgc,ti,krn,base_date,dkga,ea
                M1,A1,electricity,,600727000000000009,,201457,01,1,2014,04,07
                M2,A2,electricity,,%s,201457,01,1,2014,04,07
                """.formatted(panOrDrn));
        assertThatThrownBy(() -> MeterRegistry.read(file)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("pan 600727000000000009 is that of M1 already");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            serial,account,service               | must have each of
            serial,account,service,uri,serial    | no column twice
            serial,account,service,uri,colour    | it has "colour"
            """)
    void shouldRefuseAHeaderThatNobodyKnows(String header, String said) throws IOException {
        Path file = Files.writeString(folder.resolve("meters.csv"), header + "\n");
        assertThatThrownBy(() -> MeterRegistry.read(file)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            M1,A1,electricity                        | must have 4 fields
            ,A1,electricity,dlms://h                 | serial must be 1 to 32
            M1,A 1,electricity,dlms://h              | account must be 1 to 32
            M1,A1,steam,dlms://h                     | service must be electricity, water or gas
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
