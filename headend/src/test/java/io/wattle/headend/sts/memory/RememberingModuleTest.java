package io.wattle.headend.sts.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.headend.sts.Issuance;
import io.wattle.headend.sts.Issuance.Issued;
import io.wattle.headend.sts.Issuance.Refused;
import io.wattle.headend.sts.Issuance.Unknown;
import io.wattle.headend.sts.StsTestKeys;
import io.wattle.headend.sts.TokenRequest;
import io.wattle.headend.sts.TokenRequest.Credit;
import io.wattle.headend.sts.keystore.KeyStore;
import io.wattle.protocols.sts.Token.Service;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberingModuleTest {
    @TempDir
    static Path keyFolder;
    private static KeyStore keys;

    @TempDir
    Path folder;
    private CountingModule counting;
    private RememberingModule module;

    @BeforeAll
    static void makeKeys() {
        keys = StsTestKeys.create(keyFolder.resolve("keys"));
    }

    @AfterAll
    static void closeKeys() {
        keys.close();
    }

    @BeforeEach
    void open() {
        open(1_000);
    }

    @AfterEach
    void close() {
        module.close();
    }

    @Test
    void shouldGiveTheSameTokensForTheSameMessageAlsoAfterARestart() {
        Issuance first = module.issue("P-1", request(1));
        assertThat(module.issue("P-1", request(1))).isEqualTo(first);
        restart(1_000);

        assertThat(module.issue("P-1", request(1))).isEqualTo(first).isInstanceOf(Issued.class);
        assertThat(counting.commands()).isZero();
        assertThat(module.issue("P-2", request(1))).isInstanceOf(Issued.class);
        assertThat(counting.commands()).isEqualTo(1);
    }

    @Test
    void shouldRefuseAMessageIdForAnotherRequest() {
        module.issue("P-1", request(1));
        for (int round = 0; round < 2; round++) {
            assertThat(module.issue("P-1", request(2))).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.field()).isEqualTo("message id");
                assertThat(refused.reason()).contains("P-1");
            });
            restart(1_000);
        }
        assertThat(counting.commands()).isZero();
    }

    @Test
    void shouldAskTheModuleOnceWhenTwoComeAtOnce() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        counting.before(() -> {
            inside.countDown();
            await(go);
        });
        CompletableFuture<Issuance> one = CompletableFuture.supplyAsync(() -> module.issue("P-1", request(1)));
        await(inside);
        CompletableFuture<Issuance> two = CompletableFuture.supplyAsync(() -> module.issue("P-1", request(1)));
        Issuance other = module.issue("P-1", request(2));
        go.countDown();

        assertThat(one.get(10, TimeUnit.SECONDS)).isInstanceOf(Issued.class)
                .isEqualTo(two.get(10, TimeUnit.SECONDS));
        assertThat(other).isInstanceOf(Refused.class);
        assertThat(counting.commands()).isEqualTo(1);
    }

    @Test
    void shouldRecordBeforeItAnswers() throws Exception {
        Issued answered = (Issued) module.issue("P-1", request(1));
        // A copy of the folder as a kill -9 right after the answer would leave it.
        Path copy = Files.createDirectories(folder.resolve("copy"));
        Files.copy(newest(), copy.resolve(newest().getFileName()));

        try (TokenMemory memory = TokenMemory.open(copy, keys.memoryKey(), 1_000)) {
            assertThat(memory.find("P-1").orElseThrow().issued()).isEqualTo(answered);
        }
    }

    @Test
    void shouldShowNoTokenThatItCouldNotRecord() {
        TokenMemory gone = TokenMemory.open(folder.resolve("gone"), keys.memoryKey(), 10);
        CountingModule made = new CountingModule();
        try (RememberingModule broken = new RememberingModule(made, gone)) {
            made.before(gone::close); // the disk fails between the module's answer and the record
            assertThat(broken.issue("P-1", request(1))).isInstanceOf(Unknown.class);
            assertThat(broken.issue("P-2", request(1))).isInstanceOf(Unknown.class);
            assertThat(made.commands()).isEqualTo(1);
        }
    }

    @Test
    void shouldCutATailThatWasNeverFinished() throws IOException {
        Issuance first = module.issue("P-1", request(1));
        long whole = Files.size(newest());
        module.issue("P-2", request(2));
        module.close();
        byte[] all = Files.readAllBytes(newest());

        for (int length = (int) whole; length < all.length; length++) {
            Files.write(newest(), Arrays.copyOf(all, length));
            try (TokenMemory memory = TokenMemory.open(folder, keys.memoryKey(), 1_000)) {
                assertThat(memory.size()).isEqualTo(1);
                assertThat(Files.size(newest())).isEqualTo(whole);
            }
        }
        open(1_000);
        assertThat(module.issue("P-1", request(1))).isEqualTo(first);
        assertThat(module.issue("P-2", request(2))).isInstanceOf(Issued.class);
        assertThat(counting.commands()).isEqualTo(1);
    }

    @Test
    void shouldRefuseToForgetWhatWasGivenOut() throws IOException {
        module.issue("P-1", request(1));
        int whole = (int) Files.size(newest());
        module.issue("P-2", request(2));
        module.close();
        byte[] all = Files.readAllBytes(newest());

        for (int at = 0; at < whole; at++) {
            byte[] bad = all.clone();
            bad[at] ^= 1;
            Files.write(newest(), bad);
            assertThatThrownBy(() -> TokenMemory.open(folder, keys.memoryKey(), 1_000)).as("byte %d", at)
                    .isInstanceOf(MemoryException.class);
            assertThat(newest()).hasBinaryContent(bad);
        }
        Files.write(newest(), all);
        open(1_000);
    }

    @Test
    void shouldBelongToOneKeystoreAndOneProcess() {
        assertThatThrownBy(() -> TokenMemory.open(folder, keys.memoryKey(), 1_000))
                .hasMessageContaining("open already");
        module.close();
        try (KeyStore others = StsTestKeys.create(folder.resolve("others"))) {
            assertThatThrownBy(() -> TokenMemory.open(folder, others.memoryKey(), 1_000))
                    .hasMessageContaining("not of this keystore");
        }
        open(1_000);
    }

    @Test
    void shouldRememberTheNewestAndAtMostTwiceAsMany() throws IOException {
        restart(10);
        Map<String, Issuance> made = new HashMap<>();
        for (int i = 0; i < 95; i++) {
            made.put("P-" + i, module.issue("P-" + i, request(1)));
        }
        for (int round = 0; round < 2; round++) {
            for (int i = 85; i < 95; i++) {
                assertThat(module.issue("P-" + i, request(1))).isEqualTo(made.get("P-" + i));
            }
            restart(10);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.filter(path -> path.toString().endsWith(".memory"))).hasSize(2);
        }
        module.close();
        try (TokenMemory memory = TokenMemory.open(folder, keys.memoryKey(), 10)) {
            assertThat(memory.size()).isBetween(10, 20);
        }
        open(10);
    }

    @Test
    void shouldKeepTheResultsOfManyThreads() throws Exception {
        int threads = 8;
        List<CompletableFuture<Map<String, Issuance>>> work = java.util.stream.IntStream.range(0, threads)
                .mapToObj(thread -> CompletableFuture.supplyAsync(() -> {
                    Map<String, Issuance> made = new HashMap<>();
                    for (int i = 0; i < 50; i++) {
                        String id = "P-" + thread + "-" + i;
                        made.put(id, module.issue(id, request(i)));
                    }
                    return made;
                }))
                .toList();
        Map<String, Issuance> all = new HashMap<>();
        for (CompletableFuture<Map<String, Issuance>> one : work) {
            all.putAll(one.get(60, TimeUnit.SECONDS));
        }
        restart(1_000);

        assertThat(all).hasSize(threads * 50);
        all.forEach((id, issuance) -> assertThat(
                module.issue(id, request(Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)))))
                .isEqualTo(issuance));
        assertThat(counting.commands()).isZero();
    }

    @Test
    void shouldHoldNoTokenThatCanBeRead() throws IOException {
        Issued issued = (Issued) module.issue("P-1", request(1));
        byte[] digits = io.wattle.protocols.sts.TokenForm.BCD10.encode(issued.tokens().getFirst());
        String file = new String(Files.readAllBytes(newest()), StandardCharsets.ISO_8859_1);

        assertThat(file).doesNotContain(new String(digits, StandardCharsets.ISO_8859_1))
                .doesNotContain(issued.tokens().getFirst().digits());
        assertThat(issued.toString()).doesNotContain(issued.tokens().getFirst().digits());
    }

    @Test
    void shouldNotOpenARecordAtAnotherPlace() {
        Remembered result = new Remembered("P-1", new byte[RequestPrint.BYTES], new Issued(
                List.of(new TokenDigits("12345678901234567890")), java.util.Optional.empty(), "m", "ABCDEF"));
        MemoryRecord record = MemoryRecord.seal(result, keys.memoryKey(), 1, 44, 44);
        ByteBuffer bytes = ByteBuffer.allocate(record.bytesLength());
        record.write(bytes);

        MemoryRecord read = MemoryRecord.read(bytes.flip()).orElseThrow();
        assertThat(read.open(keys.memoryKey(), 1, 44).issued()).isEqualTo(result.issued());
        assertThatThrownBy(() -> read.open(keys.memoryKey(), 1, 45)).isInstanceOf(MemoryException.class);
        assertThatThrownBy(() -> read.open(keys.memoryKey(), 2, 44)).isInstanceOf(MemoryException.class);
    }

    private static TokenRequest request(int units) {
        return new Credit(StsTestKeys.meter(), new TokenIdentifier(6_700_000),
                new Credit.Units(Service.ELECTRICITY, new AmountCode(units)));
    }

    private void open(int resultsMin) {
        counting = new CountingModule();
        module = new RememberingModule(counting, TokenMemory.open(folder, keys.memoryKey(), resultsMin));
    }

    private void restart(int resultsMin) {
        module.close();
        open(resultsMin);
    }

    private Path newest() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(".memory")).sorted().toList().getLast();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
