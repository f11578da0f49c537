package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.security.Ciphering;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.Mechanism;
import io.wattle.protocols.dlms.security.MessagePolicy;
import io.wattle.protocols.dlms.security.MessageSecurity;
import io.wattle.protocols.dlms.security.ProtectedApdu;
import io.wattle.protocols.dlms.security.SecurityHeader;
import io.wattle.protocols.dlms.security.SecurityTerms;
import java.util.Optional;

/**
 * The protection of one association's messages, the meter's side: what comes is taken only as the terms ask, and what goes
 * is protected as the last that came. Owned by its association.
 */
final class MeterMessages {
    private final CosemDevice device;
    private final SecurityTerms terms;
    private final MessageSecurity security;
    private Ciphering form = Ciphering.GLOBAL;
    private MessagePolicy policy;
    private boolean signed;
    private boolean dedicatedCame;

    MeterMessages(CosemDevice device, SecurityTerms terms, KeyRing keys) {
        this.device = device;
        this.terms = terms;
        this.policy = terms.policy();
        this.security = new MessageSecurity(terms.suite(), terms.policy(), keys, device.systemTitle(),
                () -> device.nextServerCounter(1));
    }

    /** What came of taking the protection off. */
    sealed interface Taken {
        /** Not made with our keys, or not whole, or not protected as it must be. */
        record Forged() implements Taken {}

        /** Made with our keys, but not for the first time; {@code lowest} is the lowest counter that would be taken. */
        record Repeated(long lowest) implements Taken {}

        /** Good. */
        record Plain(long counter, byte[] plain) implements Taken {}
    }

    /** The InitiateRequest of an AARQ, which says who the client is. */
    Taken openInitiate(byte[] clientTitle, byte[] information) {
        security.meet(clientTitle);
        form = Ciphering.GLOBAL;
        policy = terms.policy();
        signed = false;
        dedicatedCame = false;
        if (!terms.ciphered()) {
            return new Taken.Plain(-1, information);
        }
        return ProtectedApdu.read(information)
                .filter(apdu -> apdu instanceof ProtectedApdu.Specific(int tag, byte[] _)
                        && tag == ApduTag.GLO_INITIATE_REQUEST)
                .map(apdu -> opened(apdu, Ciphering.GLOBAL))
                .orElseGet(Taken.Forged::new);
    }

    /** Takes the client's key for this association; false if it is as long as none of the suite. */
    boolean dedicate(byte[] key) {
        if (key.length != terms.suite().keyBytes() || !terms.ciphered()) {
            return false;
        }
        security.dedicate(key);
        dedicatedCame = true;
        return true;
    }

    Taken open(byte[] apdu) {
        Taken taken = terms.ciphered() ? openCiphered(apdu) : new Taken.Plain(-1, apdu);
        return switch (taken) {
            case Taken.Forged _,Taken.Repeated _ -> taken;
            case Taken.Plain(long counter, byte[] plain) -> unsigned(counter, plain);
        };
    }

    byte[] protectInitiate(byte[] plain) {
        return security.answer(Ciphering.GLOBAL, policy, false, plain);
    }

    byte[] protect(byte[] plain) {
        return security.answer(form, policy, signed, plain);
    }

    /** By how many bytes {@link #protect} makes a message longer, at most. */
    int overheadBytes() {
        return security.overheadBytes(form, policy, signed);
    }

    byte[] prove(Mechanism mechanism, byte[] asked, byte[] own) {
        return security.prove(mechanism, asked, own);
    }

    boolean isProof(Mechanism mechanism, byte[] asked, byte[] own, byte[] proof) {
        return security.isProof(mechanism, asked, own, proof);
    }

    private Taken openCiphered(byte[] apdu) {
        Optional<ProtectedApdu> read = ProtectedApdu.read(apdu);
        Optional<Ciphering> came = read.flatMap(this::formOf);
        return came.isEmpty() ? new Taken.Forged() : opened(read.orElseThrow(), came.get());
    }

    /** First the tag, then the counter: a forger must not be able to burn the counters of the true client. */
    private Taken opened(ProtectedApdu apdu, Ciphering came) {
        Optional<byte[]> plain = security.open(apdu);
        if (plain.isEmpty()) {
            return new Taken.Forged();
        }
        SecurityHeader header = apdu.header().orElseThrow();
        if (!device.acceptInvocationCounter(header.counter())) {
            return new Taken.Repeated(device.lowestInvocationCounter());
        }
        form = came;
        policy = header.policy();
        return new Taken.Plain(header.counter(), plain.get());
    }

    private Taken unsigned(long counter, byte[] plain) {
        signed = plain.length > 0 && (plain[0] & 0xFF) == ApduTag.GENERAL_SIGNING;
        if (!signed) {
            return terms.signed() ? new Taken.Forged() : new Taken.Plain(counter, plain);
        }
        return security.openSigned(plain, false)
                .<Taken>map(content -> new Taken.Plain(counter, content))
                .orElseGet(Taken.Forged::new);
    }

    /** In which form it came, so that the answer goes in the same; empty for what was not agreed. */
    private Optional<Ciphering> formOf(ProtectedApdu apdu) {
        Ciphering came = switch (apdu) {
            case ProtectedApdu.Specific(int tag, byte[] _) ->
                ApduTag.isDedicated(tag) ? Ciphering.DEDICATED : Ciphering.GLOBAL;
            case ProtectedApdu.Titled titled ->
                titled.dedicated() ? Ciphering.GENERAL_DED : Ciphering.GENERAL_GLO;
            case ProtectedApdu.General general -> general.ciphering().orElse(Ciphering.GENERAL);
        };
        return came.isDedicated() && !dedicatedCame ? Optional.empty() : Optional.of(came);
    }
}
