package io.wattle.protocols.dlms.association;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationRequest;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import io.wattle.protocols.dlms.security.SecurityHeader;
import io.wattle.protocols.dlms.security.SuiteZero;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a reply must be before the codec sees it: protected as negotiated, with an invocation counter above all that
 * were seen before, from the system title that associated. The codec behind it would take a reply in clear, or the same
 * reply twice. One gate an association; not safe for use by several threads.
 */
public final class ReplyGate {
    private static final int CHALLENGE_BYTES_MIN = 8; // IEC 62056-5-3: 8..64
    private static final int CHALLENGE_BYTES_MAX = 64;
    private static final int TITLE_BYTES = 8;

    private final boolean ciphered;
    private final byte[] ownTitle;
    private byte[] meterTitle = new byte[0];
    private long lastCounter = -1;

    /**
     * @param ciphered whether every APDU of the association is to be ciphered
     * @param ownTitle our system title
     */
    public ReplyGate(boolean ciphered, byte[] ownTitle) {
        this.ciphered = ciphered;
        this.ownTitle = ownTitle.clone();
    }

    /**
     * Looks at an AARE that accepts.
     *
     * @param ownChallenge our CtoS
     * @return why it is refused; empty if it may pass
     */
    public Optional<String> admit(AssociationResponse response, byte[] ownChallenge) {
        try {
            return ciphered ? admitCiphered(response, ownChallenge) : admitPlain(response);
        } catch (MalformedApduException malformed) {
            return Optional.of("user information is cut short");
        }
    }

    /**
     * Looks at a reply to a service.
     *
     * @param serviceTag the tag that the reply has in clear, such as {@link ApduTag#GET_RESPONSE}
     * @return why it is refused; empty if it may pass
     */
    public Optional<String> admit(byte[] apdu, int serviceTag) {
        try {
            AxdrReader in = new AxdrReader(apdu);
            int tag = in.unsigned8();
            if (!ciphered) {
                return tag == serviceTag ? Optional.empty() : wrongTag(tag, serviceTag);
            }
            return switch (tag) {
                case ApduTag.GENERAL_GLO_CIPHERING -> admitTitle(in.octets()).or(() -> admitProtected(in));
                default -> tag == ApduTag.ciphered(serviceTag)
                        ? admitProtected(in)
                        : wrongTag(tag, ApduTag.ciphered(serviceTag));
            };
        } catch (MalformedApduException malformed) {
            return Optional.of("reply is cut short");
        }
    }

    private Optional<String> admitPlain(AssociationResponse response) {
        return response.context() == AssociationRequest.CONTEXT_PLAIN
                ? Optional.empty()
                : Optional.of("association context " + response.context() + " was not asked for");
    }

    private Optional<String> admitCiphered(AssociationResponse response, byte[] ownChallenge) {
        byte[] challenge = response.challenge().orElse(new byte[0]);
        byte[] title = response.title().orElse(new byte[0]);
        if (response.context() != AssociationRequest.CONTEXT_CIPHERED
                || response.mechanism() != AssociationRequest.MECHANISM_GMAC) {
            return Optional.of("association without ciphering or without HLS5 was not asked for");
        }
        if (title.length != TITLE_BYTES) {
            return Optional.of("system title must have 8 bytes, has " + title.length);
        }
        // Under our own title what we sent ourselves would pass as the meter's: the tag says nothing about direction.
        if (Arrays.equals(title, ownTitle)) {
            return Optional.of("system title is our own");
        }
        if (challenge.length < CHALLENGE_BYTES_MIN || challenge.length > CHALLENGE_BYTES_MAX) {
            return Optional.of("challenge must have 8..64 bytes, has " + challenge.length);
        }
        // Who sends our own challenge back would have us compute the proof that we want from him.
        if (Arrays.equals(challenge, ownChallenge)) {
            return Optional.of("challenge is our own, mirrored");
        }
        meterTitle = title;
        AxdrReader in = new AxdrReader(response.userInformation().orElse(new byte[] {0}));
        int tag = in.unsigned8();
        return tag == ApduTag.GLO_INITIATE_RESPONSE
                ? admitProtected(in)
                : wrongTag(tag, ApduTag.GLO_INITIATE_RESPONSE);
    }

    private Optional<String> admitTitle(byte[] title) {
        return Arrays.equals(title, meterTitle)
                ? Optional.empty()
                : Optional.of("system title changed to " + HexFormat.of().formatHex(title));
    }

    private Optional<String> admitProtected(AxdrReader in) {
        Optional<SecurityHeader> header = SecurityHeader.of(in.octets());
        if (header.isEmpty() || in.left() != 0) {
            return Optional.of("protected reply has the wrong length");
        }
        if (header.get().control() != SuiteZero.CONTROL_PROTECTED) {
            return Optional.of("security control must be 0x30, was 0x" + Integer.toHexString(header.get().control()));
        }
        if (header.get().counter() <= lastCounter) {
            return Optional.of("invocation counter must be above " + lastCounter + ", was " + header.get().counter());
        }
        lastCounter = header.get().counter();
        return Optional.empty();
    }

    private static Optional<String> wrongTag(int tag, int expected) {
        return Optional.of("reply tag must be 0x" + Integer.toHexString(expected) + ", was 0x"
                + Integer.toHexString(tag));
    }
}
