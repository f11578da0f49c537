package io.wattle.headend.sts.prism;

import static io.wattle.headend.sts.StsTestKeys.UNIQUE;
import static io.wattle.headend.sts.StsTestKeys.meter;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.sts.Issuance;
import io.wattle.headend.sts.Issuance.Issued;
import io.wattle.headend.sts.Issuance.Refused;
import io.wattle.headend.sts.Issuance.Unknown;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.StsTestKeys;
import io.wattle.headend.sts.TokenRequest.Credit;
import io.wattle.headend.sts.TokenRequest.KeyChange;
import io.wattle.headend.sts.Verification;
import io.wattle.headend.sts.Verification.Genuine;
import io.wattle.headend.sts.keystore.KeyStore;
import io.wattle.headend.sts.memory.RememberingModule;
import io.wattle.headend.sts.memory.TokenMemory;
import io.wattle.headend.sts.prism.KeyRegisters.Register;
import io.wattle.headend.sts.prism.ScriptedModule.Trouble;
import io.wattle.protocols.sts.Token.Service;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.TariffIndex;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrismSecurityModuleTest {
    private static final TokenIdentifier TID = new TokenIdentifier(6_700_000);
    private static final Duration ANSWER = Duration.ofMillis(400);
    @TempDir
    Path folder;
    private ScriptedModule far;
    private PrismSecurityModule module;

    @BeforeEach
    void open() throws IOException {
        far = new ScriptedModule(0);
        module = client(far.port());
    }

    @AfterEach
    void close() throws IOException {
        module.close();
        far.close();
    }

    @Test
    void shouldAskInTheOrderThatIsKnownAndTakeTheToken() {
        Issued issued = (Issued) credit("P-1", 256);

        assertThat(issued.moduleId()).isEqualTo("TSM-0815");
        assertThat(issued.keyCheckValue()).isEqualTo("ABC123");
        assertThat(issued.tid()).contains(TID);
        assertThat(far.heard()).element(1)
                .asString()
                .startsWith("SM?VCN4~P600727000000000009~N1~N7~N2~N0~H0100~H663BE0~");
        assertThat(module.verify(meter(), issued.tokens().getFirst()))
                .isEqualTo(new Genuine(0, 0, Optional.of(TID), OptionalInt.of(256)));
        assertThat(module.describe().moduleId()).isEqualTo("TSM-0815");
    }

    @Test
    void shouldHaveTheChecksumOfTheStandard() {
        assertThat(SmFrame.crc("123456789")).isEqualTo("BB3D");
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENCE", "CUT", "LATE", "GARBAGE", "SLOW", "WRONG_CHECKSUM", "ENDLESS", "EXTRA"})
    void shouldNotKnowWhatBecameOfACommandAndGoOnWithANewConnection(Trouble trouble) {
        far.next(trouble);

        assertThat(credit("P-1", 100)).isInstanceOfSatisfying(Unknown.class,
                unknown -> assertThat(unknown.reason()).doesNotContain("4711").doesNotContainPattern("[0-9]{17}"));
        for (int units = 200; units < 203; units++) {
            Issued next = (Issued) credit("P-2", units);
            assertThat(module.verify(meter(), next.tokens().getFirst()))
                    .isEqualTo(new Genuine(0, 0, Optional.of(TID), OptionalInt.of(units)));
        }
        assertThat(far.heard().stream().filter(line -> line.startsWith("SM?DI"))).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"OTHER_TID", "NO_TOKEN", "TWO_FORMS"})
    void shouldRefuseATokenThatIsNotWhatWasAskedFor(Trouble trouble) {
        far.next(trouble);
        assertThat(credit("P-1", 100)).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.field()).isEqualTo("module answer"));
        assertThat(credit("P-1", 100)).isInstanceOf(Issued.class);
    }

    @Test
    void shouldSayWhatTheModuleSaysNoTo() {
        far.next(Trouble.REFUSAL, Trouble.GENERAL_ERROR);
        assertThat(credit("P-1", 100))
                .isEqualTo(new Refused("vending key", "has expired (status 41 of the module)"));
        assertThat(credit("P-1", 100)).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.reason()).contains("status 58"));
        assertThat(credit("P-1", 100)).isInstanceOf(Issued.class);
    }

    @Test
    void shouldTakeAKeyChangeOfTheRightLengthOnly() {
        KeyIdentity from = meter();
        KeyIdentity to = new KeyIdentity(from.pan(), from.supplyGroup(), new TariffIndex(2), from.revision(),
                from.type(), from.baseDate(), from.algorithm(), from.encryption());
        far.next(Trouble.OTHER_TID);

        assertThat(module.issueKeyChange("K-1", new KeyChange(from, to, TID, true))).isInstanceOf(Refused.class);
        assertThat(module.issueKeyChange("K-1", new KeyChange(from, to, TID, true)))
                .isInstanceOfSatisfying(Issued.class, issued -> assertThat(issued.tokens()).hasSize(3));
        assertThat(far.heard()).element(1)
                .asString()
                .startsWith("SM?VKN4~N4~P600727000000000009~N1~N7~N2~N2~N3~");
        assertThat(module.issueKeyChange("K-2", new KeyChange(from,
                meter(UNIQUE, KeyType.DUTK, EncryptionAlgorithm.EA11), TID, false)))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.field()).isEqualTo("EA"));
    }

    @Test
    void shouldSayThatATokenIsNotGenuine() {
        assertThat(module.verify(meter(), new TokenDigits("12345678901234567890")))
                .isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void shouldComeBackWhenTheModuleDoes() throws IOException {
        assertThat(credit("P-1", 100)).isInstanceOf(Issued.class);
        int port = far.port();
        far.close();
        assertThat(credit("P-2", 100)).isInstanceOf(Unknown.class);
        far = new ScriptedModule(port);
        assertThat(credit("P-2", 100)).isInstanceOf(Issued.class);
    }

    @Test
    void shouldSendOneCommandAtATime() throws Exception {
        List<CompletableFuture<Issuance>> all = java.util.stream.IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> credit("P-" + i, 100 + i)))
                .toList();
        for (int i = 0; i < all.size(); i++) {
            Issued issued = (Issued) all.get(i).get(30, TimeUnit.SECONDS);
            assertThat(module.verify(meter(), issued.tokens().getFirst()))
                    .isEqualTo(new Genuine(0, 0, Optional.of(TID), OptionalInt.of(100 + i)));
        }
        assertThat(far.atOnceMax).isEqualTo(1);
        assertThat(far.heard().stream().filter(line -> line.startsWith("SM?DI"))).hasSize(1);
    }

    /** The law: whatever happens on the way, and however often it is tried, nobody sees two tokens for one message. */
    @Test
    void shouldNeverShowTwoTokensForOneMessage() throws IOException {
        long seed = 20_261_121;
        Random random = new Random(seed);
        List<Trouble> kinds = List.of(Trouble.NONE, Trouble.NONE, Trouble.REFUSAL, Trouble.CUT, Trouble.GARBAGE,
                Trouble.WRONG_CHECKSUM, Trouble.OTHER_TID, Trouble.LATE, Trouble.EXTRA);
        Map<String, List<TokenDigits>> seen = new HashMap<>();
        try (KeyStore keys = StsTestKeys.create(folder.resolve("keys"))) {
            for (int life = 0; life < 5; life++) {
                TokenMemory memory = TokenMemory.open(folder.resolve("memory"), keys.memoryKey(), 100);
                try (SecurityModule remembering = new RememberingModule(client(far.port()), memory)) {
                    for (int i = 0; i < 20; i++) {
                        far.next(kinds.get(random.nextInt(kinds.size())));
                        String id = "P-" + random.nextInt(8);
                        if (remembering.issueCredit(id, meter(), TID, units(100)) instanceof Issued issued) {
                            assertThat(seen.computeIfAbsent(id, _ -> issued.tokens())).as("seed %d, %s", seed, id)
                                    .isEqualTo(issued.tokens());
                        }
                    }
                }
            }
        }
        assertThat(seen).hasSize(8);
    }

    private Issuance credit(String id, int units) {
        return module.issueCredit(id, meter(), TID, units(units));
    }

    private static Credit.Units units(int units) {
        return new Credit.Units(Service.ELECTRICITY, new AmountCode(units));
    }

    private static PrismSecurityModule client(int port) {
        return new PrismSecurityModule(new PrismConfig("127.0.0.1", port, Duration.ofSeconds(2), ANSWER),
                new KeyRegisters(List.of(new Register(4, UNIQUE, "ABC123"))));
    }
}
