package io.wattle.headend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.setup.StsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import io.wattle.headend.rekey.MeterAuthority;
import io.wattle.protocols.dlms.certificate.SimulatedAuthority;
import io.wattle.protocols.dlms.certificate.TrustSource;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.time.Duration;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.inbound.InboundAsk;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HeadEndConfigTest {
    private static final String FILES = "meters: {file: meters.csv, keys: keys.txt}\n";

    @TempDir
    Path folder;

    @Test
    void shouldHaveADefaultForAllButTheFiles() throws IOException {
        HeadEndConfig.WithFiles read = HeadEndConfig.read(file(FILES));

        assertThat(read.config().data()).isEqualTo(folder.resolve("wattle-data"));
        assertThat(read.config().api().port()).isEqualTo(8480);
        assertThat(read.config().polling().interval()).isEqualTo(Duration.ofHours(1));
        assertThat(read.config().supply().grace()).isEqualTo(Duration.ofDays(1));
        assertThat(read.meters()).isEqualTo(folder.resolve("meters.csv"));
    }

    @Test
    void shouldPrintAFileThatReadsAsTheDefaults() throws IOException {
        String printed = HeadEndConfig.printed()
                .replace("  file: \"\"", "  file: meters.csv")
                .replace("keys: \"\"", "keys: keys.txt");

        assertThat(HeadEndConfig.read(file(printed))).isEqualTo(HeadEndConfig.read(file(FILES)));
    }

    static java.util.stream.Stream<ConfigKey> wholeKeys() {
        return ConfigKeys.ALL.stream().filter(key -> key.type() == ConfigKey.Type.WHOLE);
    }

    @ParameterizedTest
    @MethodSource("wholeKeys")
    void shouldRefuseANumberOutsideItsBounds(ConfigKey key) throws IOException {
        for (String value : new String[] {Long.toString(key.max() + 1), Long.toString(key.min() - 1), "many", "1.5"}) {
            Path file = file(FILES.replace("}", "") + "}\n" + yaml(key.name(), value));
            assertThatThrownBy(() -> HeadEndConfig.read(file)).isInstanceOf(ConfigException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining(key.name())
                    .hasMessageContaining("\"" + value + "\"")
                    .hasMessageContaining("from " + key.min());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            polling: {intervall-ms: 5}              | there is no such key as polling.intervall-ms
            nonsense: 1                             | there is no such key as nonsense
            supply: {normal-power-w: 99}            | supply.normal-power-w is "99": powerW must be 0, for no limits, or 100..1000000, was: 99
            supply: {normal-flow-lph: 9}            | supply.normal-flow-lph is "9": flowLitresPerHour must be 0, for no limits, or 10..1000000, was: 9
            tariff: {currency: dollars}             | tariff.currency is "dollars": The input currency code
            ledger: {queue-commands-max: 1000}      | ledger.queue-commands-max is "1000": queueCommandsMax must be a power of two
            polling: {near-zero-interval-ms: 86400000} | polling.near-zero-interval-ms is "86400000"
            api: {host: 0.0.0.0}                    | api.token-file is empty: needed because
            api: [1, 2]                             | api must be keys and values
            data: {a: b                             | is not YAML as expected
            sts: {module: hardware}                 | sts.module is "hardware", allowed is none or software or prism
            mode: testing                           | mode is "testing", allowed is production or development
            sts: {module: software, keystore: k}    | sts.module is "software": it is for development and test only, not certified
            sts: {module: software, allow-software-module: true} | sts.keystore is missing
            sts: {module: prism, keystore: k, prism-registers: r} | sts.prism-host is empty: needed
            sts: {module: prism, keystore: k, prism-registers: r, prism-host: h} | sts.prism-port is "0": must be 1 to 65535
            sts: {module: prism, keystore: k, prism-host: h, prism-port: 9} | sts.prism-registers is missing
            dlms: {inbound-ask: smoke}              | dlms.inbound-ask is "smoke": link must be wrapper or hdlc
            dlms: {inbound-ask: hdlc&width=3}       | width must be 1, 2 or 4
            dlms: {inbound-ask: hdlc hdlc hdlc hdlc hdlc} | ways must be 1..4, was: 5
            dlms: {inbound-ask-after-s: 26}         | dlms.inbound-ask-after-s
            dlms: {inbound-revocation-lists: l.pem} | dlms.inbound-revocation-lists is "l.pem": it is of use over TLS only: dlms.inbound-certificates is missing
            dlms: {inbound-issuing-authorities: l.pem} | dlms.inbound-issuing-authorities is "l.pem": it is of use over TLS only
            dlms: {inbound-authorities: l.pem}      | dlms.inbound-authorities is "l.pem": it is of use over TLS only
            dlms: {inbound-host: h, inbound-certificates: c} | dlms.inbound-authorities is missing
            dlms: {inbound-host: h, inbound-certificates: c, inbound-authorities: none.pem} | dlms.inbound-authorities is "none.pem":
            dlms: {trust-anchors: none.pem}         | none.pem: cannot be read
            dlms: {revocation-lists: lists.pem}     | dlms.trust-anchors is empty: is needed with issuing authorities or revocation lists
            provider: {kind: embedded}              | provider.kind is "embedded": it takes no money and is for tests and the demo only
            provider: {kind: gateway}               | provider.url is empty: it must begin with https://
            provider: {kind: gateway, url: 'http://pay.example'} | provider.url is "http://pay.example": it must begin with https://
            tariff: {currency: ZZZ}                 | tariff.currency is "ZZZ": The input currency code: "ZZZ" is not a valid ISO 4217 code
            """)
    void shouldSayWhatIsWrong(String text, String said) throws IOException {
        Path file = file(FILES + text + "\n");
        assertThatThrownBy(() -> HeadEndConfig.read(file)).isInstanceOf(ConfigException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(said);
    }

    @Test
    void shouldTakeTheSoftwareModuleInDevelopmentAndWhereItIsAllowed() throws IOException {
        for (String how : new String[] {"mode: development\nsts: {module: software, keystore: k}\n",
                "sts: {module: software, keystore: k, allow-software-module: true}\n"}) {
            StsConfig sts = HeadEndConfig.read(file(FILES + how)).config().sts();
            assertThat(sts.kind()).isEqualTo(ModuleDescription.Kind.SOFTWARE);
            assertThat(sts.keystore()).contains(folder.resolve("k"));
        }
        assertThat(HeadEndConfig.read(file(FILES)).config().sts()).isEqualTo(StsConfig.NONE);
    }

    @Test
    void shouldAskSilentMetersWhoTheyAreUnlessToldNotTo() throws IOException {
        assertThat(ask("")).contains(InboundAsk.usual());
        assertThat(ask(", inbound-ask: hdlc&address=17, inbound-ask-after-s: 9"))
                .contains(InboundAsk.usual()
                        .withTimes(Duration.ofSeconds(9), InboundAsk.usual().answer())
                        .withWays(List.of(DlmsAddress.way("hdlc&address=17"))));
        assertThat(ask(", inbound-ask: none")).isEmpty();
    }

    @Test
    void shouldReadWhomToBelieveOfMetersThatDialInAndWhatWasRevoked() throws Exception {
        X509Certificate certificate = new MeterAuthority(folder).certificate();
        pem("root.pem", "CERTIFICATE", certificate.getEncoded());
        SimulatedAuthority.Identity own = new SimulatedAuthority("ours", Instant.now()).issue("head-end");
        pem("own.pem", "CERTIFICATE", own.certificate().getEncoded());
        pem("own.key", "PRIVATE KEY", own.key().getEncoded());
        Path lists = Files.writeString(folder.resolve("revoked.pem"), "");
        String files = FILES + "dlms: {inbound-host: 127.0.0.1, inbound-certificates: own.pem,"
                + " inbound-key: own.key, inbound-authorities: root.pem,"
                + " inbound-revocation-lists: revoked.pem}\n";
        TrustSource authorities = HeadEndConfig.read(file(files))
                .config()
                .dlms()
                .inbound()
                .flatMap(InboundSettings::tls)
                .orElseThrow()
                .authorities();
        assertThat(authorities.current().authorities()).containsExactly(certificate);
        Files.writeString(lists, "no list");
        assertThatThrownBy(() -> HeadEndConfig.read(file(files)))
                .hasMessageContaining("lists of revoked certificates cannot be read");
        Files.writeString(lists, "");
        pem("own.key", "PRIVATE KEY", own.certificate().getEncoded());
        assertThatThrownBy(() -> HeadEndConfig.read(file(files)))
                .hasMessageContainingAll("dlms.inbound-certificates", "TLS cannot be set up with", "own.key");
    }

    private void pem(String name, String kind, byte[] der) throws IOException {
        Files.writeString(folder.resolve(name), "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind + "-----\n");
    }

    private Optional<InboundAsk> ask(String more) throws IOException {
        return HeadEndConfig.read(file(FILES + "dlms: {inbound-host: 127.0.0.1" + more + "}\n"))
                .config()
                .dlms()
                .inbound()
                .flatMap(InboundSettings::ask);
    }

    @Test
    void shouldRefuseAKeySaidTwice() throws IOException {
        Path file = file(FILES + "data: a\ndata: b\n");
        assertThatThrownBy(() -> HeadEndConfig.read(file)).isInstanceOf(ConfigException.class)
                .hasMessageContaining("the key 'data' stands twice");
    }

    @Test
    void shouldAskForTheMetersFile() throws IOException {
        Path file = file("data: here\n");
        assertThatThrownBy(() -> HeadEndConfig.read(file)).hasMessageContaining("meters.file is missing");
    }

    private static String yaml(String name, String value) {
        int dot = name.indexOf('.');
        return name.substring(0, dot) + ": {" + name.substring(dot + 1) + ": " + value + "}\n";
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("wattle.yaml"), text);
    }
}
