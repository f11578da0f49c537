package io.wattle.headend.rekey;

import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.CosemValue.Whole;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.setup.SecuritySetup;
import io.wattle.protocols.dlms.setup.SetupPolicy;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import java.util.HexFormat;
import java.util.List;

/**
 * What a meter's security setup says.
 *
 * @param version of the class, 0 or 1
 * @param suite 0..2, or what the meter says
 * @param serverTitle hexadecimal digits
 */
public record MeterSetup(int version, SetupPolicy policy, long suite, String serverTitle) {

    /** Asks for it. */
    public static Outcome<MeterSetup> read(CosemLink link) {
        return link.discover()
                .toCompletableFuture()
                .join()
                .then(entries -> entries.stream()
                        .filter(entry -> entry.classId() == SecuritySetup.CLASS
                                && entry.name().dotted().equals(SecuritySetup.NAME))
                        .findFirst()
                        .map(entry -> read(link, entry.version()))
                        .orElseGet(() -> Outcome.refused(Refusal.NO_SUCH_OBJECT, "meter lists no security setup "
                                + SecuritySetup.NAME)));
    }

    /**
     * Has the meter ask for more protection from now on, never for less. Only for what the association does already: or
     * nobody here could speak to it any more.
     */
    public Outcome<Boolean> raise(CosemLink link, SetupPolicy wanted, SecurityTerms terms) {
        if (!wanted.isAtLeast(policy)) {
            return Outcome.refused(Refusal.VALUE_REFUSED, "meter asks for " + policy + " already, and a policy is never"
                    + " lowered");
        }
        if (!SetupPolicy.of(terms.policy(), terms.signed()).isAtLeast(wanted)) {
            return Outcome.refused(Refusal.VALUE_REFUSED,
                    "this association has less than that: give the meter's address"
                            + " the policy first, where the head-end has it, and here");
        }
        try {
            return link.call(new CosemLink.Call(SecuritySetup.ACTIVATE,
                    new Whole(Whole.Type.ENUM, wanted.number(version))))
                    .toCompletableFuture()
                    .join()
                    .map(_ -> true);
        } catch (IllegalArgumentException impossible) {
            return Outcome.refused(Refusal.VALUE_REFUSED, String.valueOf(impossible.getMessage()));
        }
    }

    private static Outcome<MeterSetup> read(CosemLink link, int version) {
        return link.query(List.of(new Query(SecuritySetup.POLICY),
                new Query(SecuritySetup.SUITE), new Query(SecuritySetup.SERVER_TITLE)))
                .toCompletableFuture()
                .join()
                .then(results -> read(results, version));
    }

    private static Outcome<MeterSetup> read(List<GetResult> results, int version) {
        if (!(results.get(0) instanceof GetResult.Value(Whole(Whole.Type _, long policy)))
                || !(results.get(1) instanceof GetResult.Value(Whole(Whole.Type _, long suite)))) {
            return Outcome.refused(Refusal.OTHER, "meter does not say its policy and its suite");
        }
        String title = results.get(2) instanceof GetResult.Value(CosemValue.Octets octets)
                ? HexFormat.of().withUpperCase().formatHex(octets.bytes())
                : "not said";
        try {
            return Outcome.done(new MeterSetup(version, SetupPolicy.read(policy, version), suite, title));
        } catch (IllegalArgumentException impossible) {
            return Outcome.refused(Refusal.OTHER, "meter says: " + impossible.getMessage());
        }
    }
}
