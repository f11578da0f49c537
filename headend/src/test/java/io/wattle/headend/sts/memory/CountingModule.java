package io.wattle.headend.sts.memory;

import io.wattle.headend.sts.Issuance;
import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.TokenRequest;
import io.wattle.headend.sts.Verification;
import io.wattle.protocols.sts.ResultCode;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.key.KeyIdentity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes another token each time, and does something before it answers. */
final class CountingModule implements SecurityModule {
    private final AtomicInteger commands = new AtomicInteger();
    private volatile Runnable before = () -> {
    };

    int commands() {
        return commands.get();
    }

    /** What is done before each answer. */
    void before(Runnable action) {
        before = action;
    }

    @Override
    public Issuance issue(String messageId, TokenRequest request) {
        int number = commands.incrementAndGet();
        before.run();
        return new Issuance.Issued(List.of(new TokenDigits(String.format(Locale.ROOT, "47110815%012d", number))),
                Optional.empty(), "counting", "ABCDEF");
    }

    @Override
    public Verification verify(KeyIdentity meter, TokenDigits token) {
        return new Verification.Rejected(ResultCode.CRC_ERROR, "none");
    }

    @Override
    public ModuleDescription describe() {
        return ModuleDescription.none();
    }

    @Override
    public void close() {
        before = () -> {
        };
    }
}
