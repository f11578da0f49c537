package io.wattle.protocols.dlms.direct;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationRequest;
import io.wattle.protocols.dlms.apdu.AssociationResponse;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.Referencing;
import io.wattle.protocols.dlms.association.AssociationPlan;
import io.wattle.protocols.dlms.association.ClientCodec;
import io.wattle.protocols.dlms.association.CountersUsedUpException;
import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import io.wattle.protocols.dlms.security.GlobalKeys;
import io.wattle.protocols.dlms.security.KeyRing;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.SecurityHeader;
import io.wattle.protocols.dlms.security.SuiteZero;
import java.security.MessageDigest;
import java.util.Optional;

/** One association by our own hand. What it keeps, ten thousand open associations keep: that is why it keeps little. */
final class DirectClientCodec implements ClientCodec {
    private static final byte[] NONE = {};

    private final Optional<SuiteZero> suite;
    private final Referencing referencing;
    private final int apduBytesMax;
    private final byte[] title;
    private byte[] challenge; // both until the meter has proved itself
    private byte[] meterTitle = NONE;
    private byte[] meterChallenge = NONE;
    private long counter;
    private long counterLimit;
    private int conformance; // as proposed, then as agreed
    private int meterBytesMax; // longest APDU that the meter takes

    /** @param challenge CtoS, 16 bytes that nobody could guess */
    DirectClientCodec(AssociationPlan plan, byte[] challenge) {
        this.suite = plan.ciphered() ? Optional.of(suite(plan.keys())) : Optional.empty();
        this.referencing = plan.referencing();
        this.apduBytesMax = plan.apduBytesMax();
        this.conformance = plan.conformance();
        this.title = plan.clientTitle();
        this.challenge = challenge.clone();
    }

    private static SuiteZero suite(KeyRing keys) {
        GlobalKeys global = new GlobalKeys(keys.get(KeyUse.ENCRYPTION), keys.get(KeyUse.AUTHENTICATION));
        try {
            return new SuiteZero(global);
        } finally {
            global.wipe();
        }
    }

    @Override
    public void useCounters(long first, int count) {
        counter = first;
        counterLimit = first + count;
    }

    @Override
    public long countersLeft() {
        return suite.isPresent() ? counterLimit - counter : Long.MAX_VALUE;
    }

    @Override
    public byte[] challenge() {
        return challenge.clone();
    }

    @Override
    public byte[] associate() {
        need(1);
        byte[] initiate = new Initiate(conformance, apduBytesMax).writeRequest();
        int context = referencing.context(suite.isPresent());
        return suite.isEmpty()
                ? new AssociationRequest(context, 0, Optional.empty(), Optional.empty(),
                        initiate).write()
                : new AssociationRequest(context, AssociationRequest.MECHANISM_GMAC,
                        Optional.of(title), Optional.of(challenge),
                        protect(suite.get(), ApduTag.GLO_INITIATE_REQUEST, initiate)).write();
    }

    @Override
    public boolean acceptAssociation(AssociationResponse aare) {
        meterTitle = aare.title().orElse(NONE);
        meterChallenge = aare.challenge().orElse(NONE);
        Optional<Initiate> agreed = aare.userInformation()
                .flatMap(this::open)
                .flatMap(initiate -> Initiate.readResponse(initiate, referencing))
                .filter(initiate -> initiate.conformance() != 0);
        conformance &= agreed.map(Initiate::conformance).orElse(0);
        meterBytesMax = agreed.map(Initiate::apduBytesMax).orElse(0);
        return agreed.isPresent() && (suite.isEmpty() || (meterTitle.length > 0 && meterChallenge.length > 0));
    }

    @Override
    public Initiate agreed() {
        return new Initiate(conformance, meterBytesMax);
    }

    @Override
    public byte[] seal(byte[] plain) {
        need(1);
        boolean ownForm = !ApduTag.isAccess(plain[0] & 0xFF);
        return suite.isEmpty() || ownForm ? request(plain) : general(suite.get(), plain);
    }

    @Override
    public Optional<byte[]> confirm(byte[] plain) {
        return suite.filter(_ -> countersLeft() > 0).map(keys -> general(keys, plain));
    }

    private byte[] general(SuiteZero keys, byte[] plain) {
        return new AxdrWriter().unsigned8(ApduTag.GENERAL_GLO_CIPHERING)
                .octets(title)
                .octets(keys.protect(title, counter++, plain))
                .toByteArray();
    }

    @Override
    public Optional<byte[]> meterTitle() {
        return meterTitle.length == 0 ? Optional.empty() : Optional.of(meterTitle.clone());
    }

    @Override
    public byte[] prove() {
        need(2);
        return suite.orElseThrow(() -> new IllegalStateException("there is nothing to prove without keys"))
                .proof(title, counter++, meterChallenge);
    }

    @Override
    public boolean acceptProof(byte[] proof) {
        boolean proved = suite.isPresent() && SecurityHeader.of(proof)
                .map(header -> suite.get().proof(meterTitle, header.counter(), challenge))
                .filter(expected -> MessageDigest.isEqual(expected, proof))
                .isPresent();
        challenge = NONE;
        meterChallenge = NONE;
        return proved;
    }

    private byte[] request(byte[] plain) {
        return suite.isEmpty() ? plain : protect(suite.get(), ApduTag.ciphered(plain[0] & 0xFF), plain);
    }

    private byte[] protect(SuiteZero keys, int tag, byte[] plain) {
        return new AxdrWriter().unsigned8(tag).octets(keys.protect(title, counter++, plain)).toByteArray();
    }

    /** Globally ciphered in either form. */
    @Override
    public Optional<byte[]> open(byte[] apdu) {
        if (suite.isEmpty()) {
            return Optional.of(apdu);
        }
        try {
            AxdrReader in = new AxdrReader(apdu);
            if (in.unsigned8() == ApduTag.GENERAL_GLO_CIPHERING) {
                in.octets(); // system title, which the gate has compared
            }
            return suite.get().open(meterTitle, in.octets());
        } catch (MalformedApduException cut) {
            return Optional.empty();
        }
    }

    private void need(int counters) {
        if (countersLeft() < counters) {
            throw new CountersUsedUpException();
        }
    }
}
