package io.wattle.headend.sts;

import io.wattle.headend.sts.Issuance.Refused;
import io.wattle.headend.sts.TokenRequest.Credit;
import io.wattle.headend.sts.TokenRequest.KeyChange;
import io.wattle.headend.sts.TokenRequest.Management;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.key.VendingKeyKind;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a module may do with which vending key, known from the labels alone. The order of checking: key types, presence of
 * the key, what the key is for, expiry. Stateless.
 */
public final class KeyRules {
    private static final String KEY = "vending key";

    private KeyRules() {}

    /** The label that makes this meter's key, or why none does. */
    public sealed interface Found {
        record Label(VendingKeyLabel label) implements Found {}

        record None(Refused why) implements Found {}
    }

    /** Why the request cannot be fulfilled with these keys; empty if it can. */
    public static Optional<Refused> wrong(TokenRequest request, List<VendingKeyLabel> labels) {
        return switch (request) {
            case Credit credit when !credit.meter().type().takesCredit() -> Optional.of(new Refused("KT",
                    "a meter with a default key (DDTK) takes no credit; change its key first"));
            case Credit credit -> wrongOrExpired(credit.meter(), credit.tid(), labels);
            case Management management -> wrongOrExpired(management.meter(), management.tid(), labels);
            case KeyChange change -> wrong(change, labels);
        };
    }

    /** Finds the label for a meter's key: supply group, revision and kind name it, the rest must agree. */
    public static Found find(KeyIdentity meter, List<VendingKeyLabel> labels) {
        Optional<VendingKeyKind> kind = Arrays.stream(VendingKeyKind.values())
                .filter(one -> one.makes() == meter.type())
                .findFirst();
        if (kind.isEmpty()) {
            return none("KT", "initialisation keys (DITK) are the manufacturer's: no vending key makes them");
        }
        List<VendingKeyLabel> named = labels.stream()
                .filter(label -> label.supplyGroup().equals(meter.supplyGroup())
                        && label.revision().equals(meter.revision()))
                .toList();
        if (named.isEmpty()) {
            return none(KEY, "of SGC " + meter.supplyGroup() + " and KRN " + meter.revision() + " is not here");
        }
        return named.stream()
                .filter(label -> label.kind() == kind.get())
                .findFirst()
                .map(label -> agreeing(meter, label))
                .orElseGet(() -> none("KT", meter.type() + " cannot be made from a " + named.getFirst().kind()
                        + ", and no other key of SGC " + meter.supplyGroup() + " and KRN " + meter.revision()
                        + " is here"));
    }

    private static Found agreeing(KeyIdentity meter, VendingKeyLabel label) {
        if (meter.baseDate() != label.baseDate()) {
            return none("base date", meter.baseDate().year() + " is not that of the vending key, "
                    + label.baseDate().year());
        }
        if (meter.algorithm() != label.algorithm()) {
            return none("DKGA", meter.algorithm().digits() + " is not that of the vending key, "
                    + label.algorithm().digits());
        }
        // Which PAN goes into a common key is not public: nobody can make one.
        return meter.type() == KeyType.DCTK && meter.algorithm().vendingKeyBytes() != Long.BYTES
                ? none("KT", "DCTK is not supported with DKGA " + meter.algorithm().digits())
                : new Found.Label(label);
    }

    private static Optional<Refused> wrong(KeyChange change, List<VendingKeyLabel> labels) {
        KeyIdentity from = change.meter();
        KeyIdentity to = change.to();
        if (!from.pan().equals(to.pan())) {
            return Optional.of(new Refused("MeterPAN", "must be the same before and after a key change"));
        }
        if (!from.type().mayBecome(to.type())) {
            return Optional.of(new Refused("KT", from.type() + " cannot change to " + to.type()));
        }
        return find(from, labels) instanceof Found.None(Refused why)
                ? Optional.of(why) // it may have expired: that is what key changes are for
                : wrongOrExpired(to, change.now(), labels);
    }

    private static Optional<Refused> wrongOrExpired(KeyIdentity meter, TokenIdentifier tid,
            List<VendingKeyLabel> labels) {
        return switch (find(meter, labels)) {
            case Found.None(Refused why) -> Optional.of(why);
            case Found.Label(VendingKeyLabel label) when label.expiry().hasExpiredAt(tid) ->
                Optional.of(new Refused(KEY, "of SGC " + label.supplyGroup() + " and KRN " + label.revision()
                        + " has expired: KEN " + label.expiry() + " is below " + (tid.minutes() >> Short.SIZE)
                        + ", the upper eight bits of TID " + tid));
            case Found.Label _ -> Optional.empty();
        };
    }

    private static Found none(String field, String reason) {
        return new Found.None(new Refused(field, reason));
    }
}
