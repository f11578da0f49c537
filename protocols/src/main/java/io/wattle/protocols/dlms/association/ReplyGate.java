package io.wattle.protocols.dlms.association;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.Referencing;
import io.wattle.protocols.dlms.security.ProtectedApdu;
import io.wattle.protocols.dlms.security.SecurityHeader;
import io.wattle.protocols.dlms.security.SecurityTerms;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a reply must be before the codec sees it: protected as negotiated or better, with an invocation counter above all
 * that were seen before under its key, from the system title that associated. A codec behind it may be one that takes a
 * reply in clear, or the same reply twice. One gate an association; not safe for use by several threads.
 */
public final class ReplyGate {
    private static final int CHALLENGE_BYTES_MIN = 8; // IEC 62056-5-3: 8..64
    private static final int CHALLENGE_BYTES_MAX = 64;
    private static final int TITLE_BYTES = 8;

    private final SecurityTerms terms;
    private final int context;
    private final byte[] ownTitle;
    private byte[] meterTitle = new byte[0];
    private long lastCounter = -1;
    private long lastDedicated = -1;

    /** @param ownTitle our system title */
    public ReplyGate(SecurityTerms terms, byte[] ownTitle) {
        this(terms, Referencing.LOGICAL_NAMES, ownTitle);
    }

    /** The same for an association that names things that way. */
    public ReplyGate(SecurityTerms terms, Referencing referencing, byte[] ownTitle) {
        this.terms = terms;
        this.context = referencing.context(terms.isProtected());
        this.ownTitle = ownTitle.clone();
    }

    /**
     * Looks at an AARE that accepts.
     *
     * @param ownChallenge our CtoS
     * @return why it is refused; empty if it may pass
     */
    public Optional<String> admit(AssociationResponse response, byte[] ownChallenge) {
        if (response.context() != context) {
            return Optional.of("association context " + response.context() + " was not asked for");
        }
        meterTitle = response.title().orElse(new byte[0]);
        return admitTitle()
                .or(() -> terms.mechanism().isHighLevel()
                        ? admitChallenge(response, ownChallenge)
                        : admitMechanism(response))
                .or(() -> terms.ciphered() ? admitInitiate(response) : Optional.empty());
    }

    /**
     * Looks at a reply to a service.
     *
     * @param serviceTag the tag that the reply has in clear, such as {@link ApduTag#GET_RESPONSE}
     * @return why it is refused; empty if it may pass
     */
    public Optional<String> admit(byte[] apdu, int serviceTag) {
        if (apdu.length == 0) {
            return cutShort();
        }
        if (!terms.ciphered()) {
            int expected = terms.signed() ? ApduTag.GENERAL_SIGNING : serviceTag;
            return (apdu[0] & 0xFF) == expected ? Optional.empty() : wrongTag(apdu[0] & 0xFF, expected);
        }
        Optional<ProtectedApdu> read = ProtectedApdu.read(apdu);
        return read.isEmpty()
                ? wrongForm(apdu[0] & 0xFF, serviceTag).or(ReplyGate::cutShort)
                : wrongForm(apdu[0] & 0xFF, serviceTag).or(() -> admit(read.get()));
    }

    private Optional<String> admit(ProtectedApdu apdu) {
        return switch (apdu) {
            case ProtectedApdu.Specific specific -> admitProtected(specific, terms.ciphering().isDedicated());
            case ProtectedApdu.Titled titled -> admitFrom(titled.title())
                    .or(() -> admitProtected(titled, titled.dedicated()));
            case ProtectedApdu.General general -> admitFrom(general.from())
                    .or(() -> Arrays.equals(general.to(), ownTitle)
                            ? Optional.empty()
                            : Optional.of("reply is for another system title"))
                    .or(() -> general.isKeyedBy(terms.ciphering())
                            ? admitProtected(general, false)
                            : Optional.of("reply is under another kind of key than was agreed"));
        };
    }

    private Optional<String> admitTitle() {
        if (!terms.ciphered() && !terms.mechanism().needsTitles()) {
            return Optional.empty();
        }
        if (meterTitle.length != TITLE_BYTES) {
            return Optional.of("system title must have 8 bytes, has " + meterTitle.length);
        }
        // Under our own title what we sent ourselves would pass as the meter's: the tag says nothing about direction.
        return Arrays.equals(meterTitle, ownTitle) ? Optional.of("system title is our own") : Optional.empty();
    }

    private Optional<String> admitMechanism(AssociationResponse response) {
        return response.mechanism() == 0 || response.mechanism() == terms.mechanism().number()
                ? Optional.empty()
                : Optional.of("authentication mechanism " + response.mechanism() + " was not asked for");
    }

    private Optional<String> admitChallenge(AssociationResponse response, byte[] ownChallenge) {
        byte[] challenge = response.challenge().orElse(new byte[0]);
        // The name may be left out (mechanism-name is optional); the proof is asked for either way.
        if (response.mechanism() != 0 && response.mechanism() != terms.mechanism().number()) {
            return Optional.of("association without HLS" + terms.mechanism().number() + " was not asked for");
        }
        if (challenge.length < CHALLENGE_BYTES_MIN || challenge.length > CHALLENGE_BYTES_MAX) {
            return Optional.of("challenge must have 8..64 bytes, has " + challenge.length);
        }
        // Who sends our own challenge back would have us compute the proof that we want from him.
        return Arrays.equals(challenge, ownChallenge)
                ? Optional.of("challenge is our own, mirrored")
                : Optional.empty();
    }

    /** Always under the global key: a dedicated one, or one that is agreed on, comes with it or later. */
    private Optional<String> admitInitiate(AssociationResponse response) {
        byte[] information = response.userInformation().orElse(new byte[] {0});
        int tag = information.length == 0 ? 0 : information[0] & 0xFF;
        if (tag != ApduTag.GLO_INITIATE_RESPONSE) {
            return wrongTag(tag, ApduTag.GLO_INITIATE_RESPONSE);
        }
        return ProtectedApdu.read(information)
                .map(apdu -> admitProtected(apdu, false))
                .orElseGet(ReplyGate::cutShort);
    }

    private Optional<String> admitFrom(byte[] title) {
        return Arrays.equals(title, meterTitle)
                ? Optional.empty()
                : Optional.of("system title changed to " + HexFormat.of().formatHex(title));
    }

    private Optional<String> admitProtected(ProtectedApdu apdu, boolean dedicated) {
        Optional<SecurityHeader> header = apdu.header();
        if (header.isEmpty()) {
            return Optional.of("protected reply has the wrong length");
        }
        if (header.get().notOffered().isPresent()) {
            return header.get().notOffered().map(what -> "reply is " + what + ", which is not offered");
        }
        int wanted = terms.policy().bits() | terms.suite().number();
        if (header.get().suite() != terms.suite().number()
                || !header.get().policy().isAtLeast(terms.policy())) {
            return Optional.of("security control must be 0x" + Integer.toHexString(wanted) + ", was 0x"
                    + Integer.toHexString(header.get().control()));
        }
        // A key that is agreed on for one message counts anew; there the codec compares the transaction.
        return terms.ciphering().isAgreed() && apdu instanceof ProtectedApdu.General
                ? Optional.empty()
                : admitCounter(header.get().counter(), dedicated);
    }

    private Optional<String> admitCounter(long counter, boolean dedicated) {
        long last = dedicated ? lastDedicated : lastCounter;
        if (counter <= last) {
            return Optional.of("invocation counter must be above " + last + ", was " + counter);
        }
        if (dedicated) {
            lastDedicated = counter;
        } else {
            lastCounter = counter;
        }
        return Optional.empty();
    }

    /** Meters that were asked in a service's own form may answer in the general one of the same key. */
    private Optional<String> wrongForm(int tag, int serviceTag) {
        int general = switch (terms.ciphering()) {
            case GLOBAL, GENERAL_GLO -> ApduTag.GENERAL_GLO_CIPHERING;
            case DEDICATED, GENERAL_DED -> ApduTag.GENERAL_DED_CIPHERING;
            case GENERAL, GENERAL_WRAPPED, GENERAL_ONE_PASS, GENERAL_STATIC -> ApduTag.GENERAL_CIPHERING;
        };
        int specific = switch (terms.ciphering()) {
            case GLOBAL, GENERAL_GLO -> ApduTag.ciphered(serviceTag);
            case DEDICATED, GENERAL_DED -> ApduTag.dedicated(serviceTag);
            case GENERAL, GENERAL_WRAPPED, GENERAL_ONE_PASS, GENERAL_STATIC -> general;
        };
        return tag == general || (tag == specific && !terms.signed()) ? Optional.empty() : wrongTag(tag, specific);
    }

    private static Optional<String> cutShort() {
        return Optional.of("protected reply has the wrong length");
    }

    private static Optional<String> wrongTag(int tag, int expected) {
        return Optional.of("reply tag must be 0x" + Integer.toHexString(expected) + ", was 0x"
                + Integer.toHexString(tag));
    }
}
