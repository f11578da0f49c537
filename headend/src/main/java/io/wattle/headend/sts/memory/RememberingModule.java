package io.wattle.headend.sts.memory;

import io.wattle.headend.sts.Issuance;
import io.wattle.headend.sts.Issuance.Issued;
import io.wattle.headend.sts.Issuance.Refused;
import io.wattle.headend.sts.Issuance.Unknown;
import io.wattle.headend.sts.MessageIds;
import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.TokenRequest;
import io.wattle.headend.sts.Verification;
import io.wattle.headend.sts.keystore.KeyStore;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.key.KeyIdentity;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A module that gives the same tokens for the same message id, also after a restart. A result is on disk before anybody
 * sees it; what was made and not recorded nobody has seen, and it may be made anew. Owns module and memory. Safe for use
 * by many threads: those that come with one message id at once share one command.
 */
public final class RememberingModule implements SecurityModule {
    private static final long PATIENCE_S = 120; // longer than any module takes

    private final SecurityModule module;
    private final TokenMemory memory;
    private final Optional<KeyStore> keys;
    private final Map<String, UnderWay> underWay = new ConcurrentHashMap<>();

    private record UnderWay(byte[] print, CompletableFuture<Issuance> result) {}

    /** For a module that owns the keystore which seals the memory, or where that stays the caller's. */
    public RememberingModule(SecurityModule module, TokenMemory memory) {
        this(module, memory, Optional.empty());
    }

    /** For a module without a keystore: owns that which seals the memory, too. */
    public RememberingModule(SecurityModule module, TokenMemory memory, KeyStore keys) {
        this(module, memory, Optional.of(keys));
    }

    private RememberingModule(SecurityModule module, TokenMemory memory, Optional<KeyStore> keys) {
        this.module = module;
        this.memory = memory;
        this.keys = keys;
    }

    @Override
    public Issuance issue(String messageId, TokenRequest request) {
        Optional<Refused> wrong = MessageIds.wrong(messageId);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        UnderWay mine = new UnderWay(RequestPrint.of(request), new CompletableFuture<>());
        UnderWay first = underWay.putIfAbsent(messageId, mine);
        if (first != null) {
            return MessageDigest.isEqual(first.print, mine.print) ? await(messageId, first) : otherRequest(messageId);
        }
        Issuance result = new Unknown("the wish " + messageId + " ended unexpectedly");
        try {
            result = once(messageId, request, mine.print);
            return result;
        } finally {
            underWay.remove(messageId);
            mine.result.complete(result);
        }
    }

    @Override
    public Optional<Issued> recall(String messageId) {
        return memory.find(messageId).map(Remembered::issued);
    }

    @Override
    public Optional<String> trouble() {
        return memory.isBroken()
                ? Optional.of("the memory of tokens cannot be written; mend the disk and start again")
                : module.trouble();
    }

    @Override
    public Verification verify(KeyIdentity meter, TokenDigits token) {
        return module.verify(meter, token);
    }

    @Override
    public ModuleDescription describe() {
        return module.describe();
    }

    @Override
    public void close() {
        try {
            memory.close();
        } finally {
            module.close();
            keys.ifPresent(KeyStore::close);
        }
    }

    private Issuance once(String messageId, TokenRequest request, byte[] print) {
        try {
            Optional<Remembered> before = memory.find(messageId);
            if (before.isPresent()) {
                return MessageDigest.isEqual(before.get().print(), print)
                        ? before.get().issued()
                        : otherRequest(messageId);
            }
            if (memory.isBroken()) {
                return new Unknown("nothing was asked for " + messageId
                        + ": the memory of tokens cannot be written; mend the disk and start again");
            }
            Issuance made = module.issue(messageId, request);
            if (made instanceof Issued issued) {
                memory.keep(new Remembered(messageId, print, issued));
            }
            return made;
        } catch (MemoryException e) {
            return new Unknown("no token is shown for " + messageId + ": " + e.getMessage());
        }
    }

    private static Issuance await(String messageId, UnderWay first) {
        try {
            return first.result.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unknown("interrupted while " + messageId + " was under way");
        } catch (ExecutionException | TimeoutException e) {
            return new Unknown(messageId + " is still under way");
        }
    }

    private static Refused otherRequest(String messageId) {
        return new Refused("message id", messageId + " was used for another request");
    }
}
