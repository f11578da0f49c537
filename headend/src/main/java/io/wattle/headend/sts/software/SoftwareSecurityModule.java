package io.wattle.headend.sts.software;

import io.wattle.headend.sts.Issuance;
import io.wattle.headend.sts.Issuance.Issued;
import io.wattle.headend.sts.Issuance.Refused;
import io.wattle.headend.sts.KeyRules;
import io.wattle.headend.sts.KeyRules.Found;
import io.wattle.headend.sts.MessageIds;
import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.TokenFacts;
import io.wattle.headend.sts.TokenRequest;
import io.wattle.headend.sts.TokenRequest.Credit;
import io.wattle.headend.sts.TokenRequest.KeyChange;
import io.wattle.headend.sts.TokenRequest.Management;
import io.wattle.headend.sts.Verification;
import io.wattle.headend.sts.keystore.KeyStore;
import io.wattle.headend.sts.keystore.KeyStore.Listed;
import io.wattle.protocols.sts.Decoded;
import io.wattle.protocols.sts.NewKeyTerms;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.TokenCodec;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.cipher.TokenCipher;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.key.VendingKey;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * Makes tokens in this process, with the keys of a keystore. For development and test only, and not certified: the keys
 * are in memory. Owns the keystore. Safe for use by many threads.
 */
public final class SoftwareSecurityModule implements SecurityModule {
    /** Derived keys kept, 16 bytes or less each. */
    public static final int DERIVED_KEYS_MAX = 10_000;
    private static final String NOTICE = "software: for development and test only, not certified";
    private static final int RANDOMS = 16;

    private final KeyStore keys;
    private final List<Listed> listed;
    private final List<VendingKeyLabel> labels;
    private final DecoderKeys derived;
    private final SecureRandom random = new SecureRandom();
    private final TokenCodec codec = new TokenCodec(TokenCipher.standard());

    /** Keys that are added to the keystore later are not seen. */
    public SoftwareSecurityModule(KeyStore keys) {
        this(keys, DERIVED_KEYS_MAX);
    }

    /** @param derivedKeysMax how many meters' keys are kept ready, at least 1 */
    public SoftwareSecurityModule(KeyStore keys, int derivedKeysMax) {
        this.keys = keys;
        this.listed = keys.list();
        this.labels = listed.stream().map(Listed::label).toList();
        this.derived = new DecoderKeys(derivedKeysMax, this::derive);
    }

    @Override
    public Issuance issue(String messageId, TokenRequest request) {
        Optional<Refused> wrong = MessageIds.wrong(messageId).or(() -> KeyRules.wrong(request, labels));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        return switch (request) {
            case Credit credit -> one(credit.meter(), credit.token(random.nextInt(RANDOMS)));
            case Management management -> one(management.meter(), management.token(random.nextInt(RANDOMS)));
            case KeyChange change -> several(change);
        };
    }

    @Override
    public Verification verify(KeyIdentity meter, TokenDigits token) {
        if (KeyRules.find(meter, labels) instanceof Found.None(Refused why)) {
            return new Verification.Refused(why.field(), why.reason());
        }
        return switch (derived.with(meter, key -> codec.decode(token, key))) {
            case Decoded.Accepted(Token read) -> TokenFacts.of(read);
            case Decoded.Rejected rejected -> new Verification.Rejected(rejected.code(), rejected.detail());
        };
    }

    @Override
    public ModuleDescription describe() {
        return new ModuleDescription(keys.moduleId(), ModuleDescription.Kind.SOFTWARE, NOTICE,
                listed.stream().map(key -> new ModuleDescription.Key(key.label(), key.checkValue())).toList());
    }

    @Override
    public void close() {
        derived.close();
        keys.close();
    }

    private Issued one(KeyIdentity meter, Token token) {
        TokenDigits digits = derived.with(meter, key -> codec.encode(token, key));
        return new Issued(List.of(digits), TokenFacts.of(token).tid(), keys.moduleId(), checkValue(meter));
    }

    private Issued several(KeyChange change) {
        NewKeyTerms terms = NewKeyTerms.of(change.meter(), change.to(), label(change.to()).expiry(),
                change.meterHoldsSupplyGroup());
        List<TokenDigits> tokens = derived.with(change.meter(), from -> derived.with(change.to(),
                to -> io.wattle.protocols.sts.KeyChange.tokens(codec, from, to, terms)));
        return new Issued(tokens, Optional.empty(), keys.moduleId(), checkValue(change.to()));
    }

    private DecoderKey derive(KeyIdentity meter) {
        VendingKeyLabel label = label(meter);
        return keys.vendingKey(label.supplyGroup(), label.revision(), label.kind())
                .map((VendingKey vending) -> vending.decoderKey(meter))
                .orElseThrow(() -> new IllegalStateException("a listed vending key is not in the keystore"));
    }

    private String checkValue(KeyIdentity meter) {
        VendingKeyLabel label = label(meter);
        return listed.stream()
                .filter(key -> key.label().equals(label))
                .findFirst()
                .map(Listed::checkValue)
                .orElseThrow();
    }

    /** The rules have found it before. */
    private VendingKeyLabel label(KeyIdentity meter) {
        return switch (KeyRules.find(meter, labels)) {
            case Found.Label(VendingKeyLabel label) -> label;
            case Found.None(Refused why) -> throw new IllegalStateException(why.field() + " " + why.reason());
        };
    }
}
