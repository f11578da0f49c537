package io.wattle.headend.sts.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.wattle.headend.registry.BadFileException;
import io.wattle.headend.sts.Issuance;
import io.wattle.headend.sts.Issuance.Issued;
import io.wattle.headend.sts.ModuleDescription.Kind;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.StsTestKeys;
import io.wattle.headend.sts.TokenRequest.Credit;
import io.wattle.headend.sts.keystore.KeyStoreException;
import io.wattle.headend.sts.prism.KeyRegisters;
import io.wattle.headend.sts.prism.PrismConfig;
import io.wattle.protocols.sts.Token.Service;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SecurityModulesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(StsConfig.PASSPHRASE_VARIABLE,
            StsTestKeys.PASSPHRASE);
    @TempDir
    Path folder;

    @BeforeEach
    void makeKeys() {
        StsTestKeys.create(folder.resolve("keys")).close();
    }

    @Test
    void shouldHaveNoModuleUnlessOneIsAskedFor() {
        assertThat(SecurityModules.open(StsConfig.NONE, Map.of())).isEmpty();
    }

    @Test
    void shouldRefuseTheSoftwareModuleInProductionUnlessItIsMeant() {
        assertThatThrownBy(() -> StsConfig.allowed(Kind.SOFTWARE, true, false))
                .hasMessageContaining("not certified")
                .hasMessageContaining("sts.allow-software-module");
        assertThat(StsConfig.allowed(Kind.SOFTWARE, true, true)).isEqualTo(Kind.SOFTWARE);
        assertThat(StsConfig.allowed(Kind.SOFTWARE, false, false)).isEqualTo(Kind.SOFTWARE);
        assertThat(StsConfig.allowed(Kind.PRISM, true, false)).isEqualTo(Kind.PRISM);
    }

    @Test
    void shouldTakeThePassphraseFromAFileThatOthersCannotRead() throws IOException {
        Path file = Files.writeString(folder.resolve("passphrase"), StsTestKeys.PASSPHRASE + "\n");
        StsConfig config = config(Kind.SOFTWARE, Optional.of(file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> SecurityModules.open(config, Map.of())).isInstanceOf(BadFileException.class);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        SecurityModules.open(config, Map.of()).orElseThrow().close();
        assertThatThrownBy(() -> SecurityModules.open(config(Kind.SOFTWARE, Optional.empty()), Map.of()))
                .isInstanceOf(KeyStoreException.class)
                .hasMessageContaining(StsConfig.PASSPHRASE_VARIABLE);
    }

    @Test
    void shouldLeaveNothingOpenWhenItCannotStart() {
        StsConfig lame = new StsConfig(Kind.PRISM, Optional.of(folder.resolve("keys")), Optional.empty(),
                Optional.of(new PrismConfig("127.0.0.1", 1, Duration.ofSeconds(1), Duration.ofSeconds(1))),
                Optional.of(folder.resolve("no registers")), folder.resolve("memory"), 10);
        assertThatThrownBy(() -> SecurityModules.open(lame, ENVIRONMENT)).isInstanceOf(BadFileException.class);

        SecurityModules.open(config(Kind.SOFTWARE, Optional.empty()), ENVIRONMENT).orElseThrow().close();
    }

    @Test
    void shouldSayWhichLineOfTheRegistersIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("registers"),
                "# register SGC KRN kind base-date DKGA KEN\n4 201457 1 VUDK 2014 04 255 ABC123\n5 201457 1 VUDK 2014 04 255\n");
        assertThatThrownBy(() -> KeyRegisters.read(file)).isInstanceOf(BadFileException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("twice");
        Files.writeString(file, "4 201457 1 VXDK 2014 04 255\n");
        assertThatThrownBy(() -> KeyRegisters.read(file)).hasMessageContaining("kind");
    }

    @Test
    void shouldTellNobodyASecret() throws IOException {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("io.wattle");
        Level before = ours.getLevel();
        ListAppender<ILoggingEvent> listener = new ListAppender<>();
        listener.start();
        root.addAppender(listener);
        ours.setLevel(Level.TRACE);
        List<String> said = new ArrayList<>();
        List<String> secrets = new ArrayList<>(List.of(StsTestKeys.PASSPHRASE, StsTestKeys.KEY_HEX,
                StsTestKeys.OTHER_KEY_HEX, StsTestKeys.DES_KEY_HEX));
        try {
            try (SecurityModule module = SecurityModules.open(config(Kind.SOFTWARE, Optional.empty()), ENVIRONMENT)
                    .orElseThrow()) {
                for (int i = 0; i < 20; i++) {
                    Issuance made = module.issueCredit("P-" + i, StsTestKeys.meter(i), new TokenIdentifier(6_700_000),
                            new Credit.Units(Service.ELECTRICITY, new AmountCode(100)));
                    said.add(made.toString());
                    ((Issued) made).tokens().forEach(token -> secrets.add(token.digits()));
                    said.add(module.issueCredit("P-" + i, StsTestKeys.meter(i + 1), new TokenIdentifier(6_700_000),
                            new Credit.Units(Service.ELECTRICITY, new AmountCode(100))).toString());
                }
                said.add(module.describe().toString());
            }
            assertThatThrownBy(() -> SecurityModules.open(config(Kind.SOFTWARE, Optional.empty()),
                    Map.of(StsConfig.PASSPHRASE_VARIABLE, "planted wrong one")))
                    .satisfies(failure -> said.add(ThrowableProxyUtil.asString(
                            new ch.qos.logback.classic.spi.ThrowableProxy(failure))));
        } finally {
            ours.setLevel(before);
            root.detachAppender(listener);
        }
        secrets.add("planted wrong one");
        listener.list.forEach(event -> said.add(event.getFormattedMessage()));
        assertThat(said).anyMatch(line -> line.contains("for development and test only, not certified"));
        assertThat(said).allSatisfy(line -> assertThat(secrets)
                .noneMatch(secret -> line.toLowerCase(Locale.ROOT).contains(secret)));
    }

    private StsConfig config(Kind kind, Optional<Path> passphraseFile) {
        return new StsConfig(kind, Optional.of(folder.resolve("keys")), passphraseFile, Optional.empty(),
                Optional.empty(), folder.resolve("memory"), 1_000);
    }
}
