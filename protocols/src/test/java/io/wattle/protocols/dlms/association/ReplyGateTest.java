package io.wattle.protocols.dlms.association;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.security.SecurityTerms;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What passes the gate and what does not. */
class ReplyGateTest {
    private static final byte[] TITLE = {'M', 'M', 'M', 0, 0, 0, 0, 1};
    private static final byte[] OWN_TITLE = {'W', 'T', 'L', 0, 0, 0, 0, 1};
    private static final byte[] OWN_CHALLENGE = new byte[16];
    private static final byte[] METER_CHALLENGE = {1, 2, 3, 4, 5, 6, 7, 8};

    @Test
    void shouldPassRepliesThatAreCipheredWithRisingCounters() {
        ReplyGate gate = associated(7);
        assertThat(gate.admit(reply(ApduTag.GLO_GET_RESPONSE, 0x30, 8), ApduTag.GET_RESPONSE)).isEmpty();
        assertThat(gate.admit(reply(ApduTag.GLO_GET_RESPONSE, 0x30, 0xFFFF_FFFFL), ApduTag.GET_RESPONSE)).isEmpty();
    }

    @Test
    void shouldRefuseAReplyInClear() {
        byte[] plain = {(byte) ApduTag.GET_RESPONSE, 1, 1, 0, 0};
        assertThat(associated(7).admit(plain, ApduTag.GET_RESPONSE)).contains("reply tag must be 0xcc, was 0xc4");
    }

    @Test
    void shouldRefuseTheSameReplyAgain() {
        ReplyGate gate = associated(7);
        byte[] reply = reply(ApduTag.GLO_GET_RESPONSE, 0x30, 8);
        assertThat(gate.admit(reply, ApduTag.GET_RESPONSE)).isEmpty();
        assertThat(gate.admit(reply, ApduTag.GET_RESPONSE))
                .contains("invocation counter must be above 8, was 8");
    }

    @Test
    void shouldRefuseTheReplyToAnotherService() {
        assertThat(associated(7).admit(reply(ApduTag.GLO_SET_RESPONSE, 0x30, 8), ApduTag.GET_RESPONSE)).isPresent();
    }

    @Test
    void shouldRefuseWeakerProtection() {
        for (int control : new int[] {0x00, 0x10, 0x20, 0x31, 0x70}) {
            assertThat(associated(7).admit(reply(ApduTag.GLO_GET_RESPONSE, control, 8), ApduTag.GET_RESPONSE))
                    .isPresent();
        }
    }

    @Test
    void shouldRefuseByNameWhatIsCompressedOrForAll() {
        assertThat(associated(7).admit(reply(ApduTag.GLO_GET_RESPONSE, 0xB0, 8), ApduTag.GET_RESPONSE))
                .contains("reply is compressed, which is not offered");
        assertThat(associated(7).admit(reply(ApduTag.GLO_GET_RESPONSE, 0x70, 8), ApduTag.GET_RESPONSE))
                .contains("reply is under the broadcast key, which is not offered");
    }

    @Test
    void shouldTakeGeneralCipheringFromTheSameTitleOnly() {
        byte[] inner = reply(0, 0x30, 8);
        byte[] body = java.util.Arrays.copyOfRange(inner, 1, inner.length);
        byte[] same = new AxdrWriter().unsigned8(ApduTag.GENERAL_GLO_CIPHERING).octets(TITLE).bytes(body).toByteArray();
        byte[] other = new AxdrWriter().unsigned8(ApduTag.GENERAL_GLO_CIPHERING)
                .octets(new byte[8])
                .bytes(body)
                .toByteArray();
        assertThat(associated(7).admit(same, ApduTag.GET_RESPONSE)).isEmpty();
        assertThat(associated(7).admit(other, ApduTag.GET_RESPONSE)).isPresent();
    }

    @Test
    void shouldRefuseAnAssociationThatMirrorsOurChallenge() {
        assertThat(new ReplyGate(SecurityTerms.USUAL, OWN_TITLE).admit(response(3, 5, OWN_CHALLENGE, information(7)),
                OWN_CHALLENGE))
                .contains("challenge is our own, mirrored");
    }

    @Test
    void shouldTakeAnAssociationThatNamesNoMechanismAsItsProofIsAskedForAllTheSame() {
        assertThat(new ReplyGate(SecurityTerms.USUAL, OWN_TITLE).admit(response(3, 0, METER_CHALLENGE, information(7)),
                OWN_CHALLENGE))
                .isEmpty();
    }

    @Test
    void shouldRefuseAnAssociationThatIsWeakerThanAsked() {
        assertThat(new ReplyGate(SecurityTerms.USUAL, OWN_TITLE).admit(response(1, 5, METER_CHALLENGE, information(7)),
                OWN_CHALLENGE))
                .isPresent();
        assertThat(new ReplyGate(SecurityTerms.USUAL, OWN_TITLE).admit(response(3, 1, METER_CHALLENGE, information(7)),
                OWN_CHALLENGE))
                .isPresent();
        assertThat(new ReplyGate(SecurityTerms.USUAL, OWN_TITLE).admit(response(3, 5, new byte[7], information(7)),
                OWN_CHALLENGE))
                .isPresent();
        assertThat(
                new ReplyGate(SecurityTerms.USUAL, OWN_TITLE).admit(response(3, 5, METER_CHALLENGE, new byte[] {8, 0}),
                        OWN_CHALLENGE))
                .isPresent();
    }

    @Test
    void shouldRefuseAMeterUnderOurOwnTitle() {
        ReplyGate gate = new ReplyGate(SecurityTerms.USUAL, TITLE);
        assertThat(gate.admit(response(3, 5, METER_CHALLENGE, information(7)), OWN_CHALLENGE))
                .contains("system title is our own");
    }

    @Property(tries = 300)
    void shouldPassNoRandomBytes(@ForAll @Size(max = 40) byte[] bytes) {
        // Every valid form begins with one of two tags: keep clear of those, the next law is about them.
        byte[] apdu = bytes.clone();
        if (apdu.length > 0 && ((apdu[0] & 0xFF) == ApduTag.GLO_GET_RESPONSE
                || (apdu[0] & 0xFF) == ApduTag.GENERAL_GLO_CIPHERING)) {
            apdu[0] = 0;
        }
        assertThat(associated(7).admit(apdu, ApduTag.GET_RESPONSE)).isPresent();
    }

    @Property(tries = 300)
    void shouldPassAValidReplyAndNoneWhoseHeadWasChanged(@ForAll @IntRange(max = 2) int at,
            @ForAll @IntRange(min = 1, max = 255) int change, @ForAll @IntRange(min = 8) int counter) {
        byte[] valid = reply(ApduTag.GLO_GET_RESPONSE, 0x30, counter);
        assertThat(associated(7).admit(valid, ApduTag.GET_RESPONSE)).isEmpty();
        byte[] changed = valid.clone();
        changed[at] ^= (byte) change; // tag, length or security control
        assertThat(associated(7).admit(changed, ApduTag.GET_RESPONSE)).isPresent();
        assertThat(associated(7).admit(java.util.Arrays.copyOf(valid, valid.length - 1), ApduTag.GET_RESPONSE))
                .isPresent();
        assertThat(associated(7).admit(reply(ApduTag.GLO_GET_RESPONSE, 0x30, 7), ApduTag.GET_RESPONSE)).isPresent();
    }

    private static ReplyGate associated(long counter) {
        ReplyGate gate = new ReplyGate(SecurityTerms.USUAL, OWN_TITLE);
        assertThat(gate.admit(response(3, 5, METER_CHALLENGE, information(counter)), OWN_CHALLENGE)).isEmpty();
        return gate;
    }

    private static AssociationResponse response(int context, int mechanism, byte[] challenge, byte[] information) {
        return new AssociationResponse(context, AssociationResponse.ACCEPTED, 14, mechanism, Optional.of(TITLE),
                Optional.of(challenge), Optional.of(information));
    }

    private static byte[] information(long counter) {
        return reply(ApduTag.GLO_INITIATE_RESPONSE, 0x30, counter);
    }

    private static byte[] reply(int tag, int control, long counter) {
        byte[] body = new AxdrWriter().unsigned8(control).unsigned32(counter).bytes(new byte[20]).toByteArray();
        return new AxdrWriter().unsigned8(tag).octets(body).toByteArray();
    }
}
