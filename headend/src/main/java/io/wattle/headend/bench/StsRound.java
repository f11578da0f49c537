package io.wattle.headend.bench;

import io.wattle.headend.sts.Issuance;
import io.wattle.headend.sts.Issuance.Issued;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.TokenRequest.Credit;
import io.wattle.protocols.sts.Token.Service;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Credit tokens from a security module, one after the other. Each is another one, and each is looked at. */
final class StsRound {
    /** How often the clock is looked at. */
    private static final int STRIDE = 64;
    private static final int TIDS = 0xFF_FFFF;
    private static final Credit.Units AMOUNT = new Credit.Units(Service.ELECTRICITY, AmountCode.atLeast(1_234));
    private final SecurityModule module;
    private final List<KeyIdentity> meters;
    private final AtomicLong names = new AtomicLong();

    StsRound(SecurityModule module, List<KeyIdentity> meters) {
        this.module = module;
        this.meters = meters;
    }

    /** Tokens a second of so many threads together. */
    double perSecond(long durationNs, int threads) throws InterruptedException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            long began = System.nanoTime();
            List<CompletableFuture<Long>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(CompletableFuture.supplyAsync(() -> issueFor(began, durationNs), pool));
            }
            long made = 0;
            for (CompletableFuture<Long> one : all) {
                made += one.get(durationNs / 1_000_000 + 60_000, TimeUnit.MILLISECONDS);
            }
            return made * 1e9 / (System.nanoTime() - began);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchException("a thread that issues tokens failed: " + e.getMessage());
        }
    }

    private long issueFor(long began, long durationNs) {
        long made = 0;
        while (System.nanoTime() - began < durationNs) {
            for (int i = 0; i < STRIDE; i++) {
                issueOne();
                made++;
            }
        }
        return made;
    }

    /** The next token. */
    Issuance issueOne() {
        long number = names.getAndIncrement();
        Issuance issuance = module.issueCredit("B-" + number, meters.get((int) (number % meters.size())),
                new TokenIdentifier((int) (number % TIDS)), AMOUNT);
        if (!(issuance instanceof Issued issued) || issued.tokens().size() != 1) {
            throw new BenchException("the module made no token: " + issuance);
        }
        return issuance;
    }
}
