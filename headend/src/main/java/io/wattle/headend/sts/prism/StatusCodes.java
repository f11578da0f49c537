package io.wattle.headend.sts.prism;

import io.wattle.headend.sts.Issuance.Refused;
import java.util.Map;

/** What the module's statuses mean, as far as public sources tell. Stateless. */
final class StatusCodes {
    static final String TOKEN_CRC = "03";
    private static final Map<String, Refused> KNOWN = Map.ofEntries(
            of("01", "module", "has a hardware failure"),
            of("02", "module", "does not understand the command's form"),
            of(TOKEN_CRC, "token", "has a wrong checksum"),
            of("05", "KT", "does not go with this command"),
            of("20", "module", "got a command with a wrong checksum"),
            of("21", "module", "does not know the command"),
            of("29", "key change", "breaks one of the module's rules"),
            of("31", "vending key", "has used up its credit limit"),
            of("40", "vending key", "does not allow one of EA, TI, DKGA, KT, KRN, class or subclass"),
            of("41", "vending key", "has expired"),
            of("42", "vending key", "may not be used any more: its time of issuing has passed"),
            of("43", "vending key", "is not active yet"),
            of("44", "TID", "is too far from the module's clock"),
            of("48", "subclass", "is not allowed for this vending key"),
            of("57", "module", "was tampered with and must go back to its maker"),
            of("58", "module", "has failed and must be started again"),
            of("76", "MeterPAN", "is not right for the module"),
            of("80", "KT", "takes no credit"));

    private StatusCodes() {}

    static Refused refusal(String status) {
        Refused known = KNOWN.getOrDefault(status, new Refused("module", "refuses"));
        return new Refused(known.field(), known.reason() + " (status " + status + " of the module)");
    }

    private static Map.Entry<String, Refused> of(String status, String field, String reason) {
        return Map.entry(status, new Refused(field, reason));
    }
}
