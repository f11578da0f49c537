package io.wattle.protocols.dlms.security;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Puts protection on the messages of one side of one association and takes it off those of the other, in every form that
 * {@link Ciphering} names. Whether a message may come at all, in that form and with that counter, is for the caller to
 * say. Not safe for use by several threads.
 */
public final class MessageSecurity {
    private static final SecureRandom RANDOM = new SecureRandom();
    static final int TRANSACTION_BYTES = 8;
    private static final byte[] NO_CONTEXT = new byte[0];

    private final SecuritySuite suite;
    private final MessagePolicy least;
    private final KeyRing keys;
    private final byte[] ownTitle;
    private final LongSupplier counters;
    private Optional<ApduCipher> global = Optional.empty();
    private Optional<ApduCipher> dedicated = Optional.empty();
    private byte[] peerTitle = new byte[0];
    private byte[] transaction = new byte[0];

    /**
     * @param least protection that every message must have
     * @param keys ours, and the public halves of the peer's; kept, not copied
     * @param counters gives the next invocation counter each time; what it throws is passed on
     */
    public MessageSecurity(SecuritySuite suite, MessagePolicy least, KeyRing keys, byte[] ownTitle,
            LongSupplier counters) {
        this.suite = suite;
        this.least = least;
        this.keys = keys;
        this.ownTitle = ownTitle.clone();
        this.counters = counters;
    }

    /** Who the other one is, from when he says it. */
    public void meet(byte[] title) {
        peerTitle = title.clone();
    }

    /** Who that is; empty until he said it. */
    public Optional<byte[]> peer() {
        return peerTitle.length == 0 ? Optional.empty() : Optional.of(peerTitle.clone());
    }

    /** The key that the client made for this association. */
    public void dedicate(byte[] key) {
        dedicated = Optional.of(cipher(key));
    }

    /** A message that begins an exchange: general forms get a new transaction. */
    public byte[] ask(Ciphering form, MessagePolicy policy, boolean signed, byte[] plain) {
        transaction = new byte[TRANSACTION_BYTES];
        RANDOM.nextBytes(transaction);
        return answer(form, policy, signed, plain);
    }

    /** A message that goes on with the exchange that was begun or opened last. */
    public byte[] answer(Ciphering form, MessagePolicy policy, boolean signed, byte[] plain) {
        byte[] message = signed ? sign(plain) : plain;
        if (policy == MessagePolicy.NONE) {
            return message;
        }
        return switch (form) {
            case GLOBAL -> specific(ApduTag.ciphered(message[0] & 0xFF), global(), policy, message);
            case DEDICATED -> specific(ApduTag.dedicated(message[0] & 0xFF), dedicated(), policy, message);
            case GENERAL_GLO -> titled(ApduTag.GENERAL_GLO_CIPHERING, global(), policy, message);
            case GENERAL_DED -> titled(ApduTag.GENERAL_DED_CIPHERING, dedicated(), policy, message);
            case GENERAL -> general(new KeyInfo.Identified(KeyInfo.GLOBAL_UNICAST), global(), policy, message);
            case GENERAL_WRAPPED -> wrapped(policy, message);
            case GENERAL_ONE_PASS -> onePass(policy, message);
            case GENERAL_STATIC -> {
                ApduCipher agreed = staticUnified(transaction, ownTitle, peerTitle).orElseThrow(
                        () -> new IllegalStateException(KeyUse.PEER_AGREEMENT.word() + " is no point of the curve"));
                yield general(new KeyInfo.Agreed(KeyInfo.STATIC_UNIFIED, new byte[0]), agreed, policy, message);
            }
        };
    }

    /** By how many bytes {@link #answer} makes a message longer, at most. */
    public int overheadBytes(Ciphering form, MessagePolicy policy, boolean signed) {
        return policy == MessagePolicy.NONE && !signed ? 0 : form.overheadBytes(suite, signed, transaction.length);
    }

    /** What is in a ciphered APDU; empty if it was not made with the keys, or not for us, or not by the peer. */
    public Optional<byte[]> open(ProtectedApdu apdu) {
        return switch (apdu) {
            case ProtectedApdu.Specific(int tag, byte[] body) -> open(tag, body);
            case ProtectedApdu.Titled(boolean withDedicated, byte[] title, byte[] body) ->
                Arrays.equals(title, peerTitle)
                        ? (withDedicated ? dedicated : Optional.of(global()))
                                .flatMap(cipher -> cipher.open(least, peerTitle, NO_CONTEXT, body))
                        : Optional.empty();
            case ProtectedApdu.General general -> open(general);
        };
    }

    /** What is in a general-ciphering APDU, as {@link #open}; the exchange that was begun last goes on behind it. */
    public Optional<byte[]> openAside(ProtectedApdu.General apdu) {
        return isForUs(apdu.head()) && apdu.key().isPresent()
                ? cipherOf(apdu).flatMap(cipher -> cipher.open(least, peerTitle, apdu.head().bytes(), apdu.body()))
                : Optional.empty();
    }

    /** Whether a general-ciphering APDU belongs to the exchange that was begun last. */
    public boolean isOfThisExchange(ProtectedApdu.General apdu) {
        return Arrays.equals(apdu.head().transaction(), transaction);
    }

    /**
     * What a general-signing APDU holds, for us and signed by the peer; empty if it is not.
     *
     * @param answer whether it must belong to the exchange that was begun last; else it begins one
     */
    public Optional<byte[]> openSigned(byte[] apdu, boolean answer) {
        try {
            AxdrReader in = new AxdrReader(apdu);
            if (in.unsigned8() != ApduTag.GENERAL_SIGNING) {
                return Optional.empty();
            }
            GeneralHead head = GeneralHead.read(in);
            byte[] content = in.octets();
            byte[] signature = in.octets();
            in.end();
            boolean good = isForUs(head) && (!answer || Arrays.equals(head.transaction(), transaction))
                    && content.length > 0
                    && new EllipticKeys(suite).verify(keys.get(KeyUse.PEER_SIGNING), signedPart(head, content),
                            signature);
            transaction = head.transaction();
            return good ? Optional.of(content) : Optional.empty();
        } catch (MalformedApduException cut) {
            return Optional.empty();
        }
    }

    /** Whether it is a general-signing APDU that says that it belongs to the exchange that was begun last. */
    public boolean isSignedInThisExchange(byte[] apdu) {
        try {
            AxdrReader in = new AxdrReader(apdu);
            return in.unsigned8() == ApduTag.GENERAL_SIGNING
                    && Arrays.equals(GeneralHead.read(in).transaction(), transaction);
        } catch (MalformedApduException cut) {
            return false;
        }
    }

    /** Proves the peer's challenge, whatever the mechanism. */
    public byte[] prove(Mechanism mechanism, byte[] asked, byte[] own) {
        long counter = mechanism == Mechanism.GMAC ? counters.getAsLong() : 0;
        return new HlsProof(mechanism, ownTitle, peerTitle, asked, own).make(suite, keys, counter);
    }

    /** Whether that proves that the peer has the keys. */
    public boolean isProof(Mechanism mechanism, byte[] asked, byte[] own, byte[] proof) {
        return new HlsProof(mechanism, peerTitle, ownTitle, asked, own).isMadeBy(suite, keys, proof);
    }

    private Optional<byte[]> open(int tag, byte[] body) {
        boolean isDedicated = ApduTag.isDedicated(tag);
        Optional<ApduCipher> cipher = isDedicated ? dedicated : Optional.of(global());
        Optional<byte[]> plain = cipher.flatMap(key -> key.open(least, peerTitle, NO_CONTEXT, body));
        // The tag is not protected itself: what it says must be what is inside.
        return plain.filter(apdu -> apdu.length > 0
                && tag == (isDedicated ? ApduTag.dedicated(apdu[0] & 0xFF) : ApduTag.ciphered(apdu[0] & 0xFF)));
    }

    private Optional<byte[]> open(ProtectedApdu.General apdu) {
        Optional<byte[]> plain = openAside(apdu);
        if (plain.isPresent()) {
            transaction = apdu.head().transaction();
        }
        return plain;
    }

    private Optional<ApduCipher> cipherOf(ProtectedApdu.General apdu) {
        return switch (apdu.key().orElseThrow()) {
            case KeyInfo.Identified(int key) ->
                key == KeyInfo.GLOBAL_UNICAST ? Optional.of(global()) : Optional.empty();
            case KeyInfo.Wrapped(int under, byte[] key) -> under == KeyInfo.MASTER_KEY
                    ? keys.find(KeyUse.MASTER)
                            .flatMap(master -> SymmetricKeys.unwrap(master, key))
                            .filter(unwrapped -> unwrapped.length == suite.keyBytes())
                            .map(this::cipher)
                    : Optional.empty();
            case KeyInfo.Agreed(int scheme, byte[] data) -> switch (scheme) {
                case KeyInfo.ONE_PASS -> agreedByThem(data);
                case KeyInfo.STATIC_UNIFIED -> data.length == 0 && agrees()
                        ? staticUnified(apdu.head().transaction(), peerTitle, ownTitle)
                        : Optional.empty();
                default -> Optional.empty();
            };
        };
    }

    private boolean isForUs(GeneralHead head) {
        return Arrays.equals(head.from(), peerTitle) && Arrays.equals(head.to(), ownTitle);
    }

    private boolean agrees() {
        return suite.hasKeyPairs() && keys.find(KeyUse.AGREEMENT).isPresent();
    }

    private byte[] sign(byte[] plain) {
        GeneralHead head = new GeneralHead(transaction, ownTitle, peerTitle);
        byte[] signature = new EllipticKeys(suite).sign(keys.get(KeyUse.SIGNING), signedPart(head, plain));
        return new AxdrWriter().unsigned8(ApduTag.GENERAL_SIGNING)
                .bytes(signedPart(head, plain))
                .octets(signature)
                .toByteArray();
    }

    private static byte[] signedPart(GeneralHead head, byte[] content) {
        return new AxdrWriter().bytes(head.bytes()).octets(content).toByteArray();
    }

    private byte[] specific(int tag, ApduCipher cipher, MessagePolicy policy, byte[] plain) {
        return new AxdrWriter().unsigned8(tag)
                .octets(cipher.protect(policy, ownTitle, counters.getAsLong(), NO_CONTEXT, plain))
                .toByteArray();
    }

    private byte[] titled(int tag, ApduCipher cipher, MessagePolicy policy, byte[] plain) {
        return new AxdrWriter().unsigned8(tag)
                .octets(ownTitle)
                .octets(cipher.protect(policy, ownTitle, counters.getAsLong(), NO_CONTEXT, plain))
                .toByteArray();
    }

    private byte[] general(KeyInfo key, ApduCipher cipher, MessagePolicy policy, byte[] plain) {
        byte[] head = new GeneralHead(transaction, ownTitle, peerTitle).bytes();
        byte[] body = cipher.protect(policy, ownTitle, counters.getAsLong(), head, plain);
        return key.write(new AxdrWriter().unsigned8(ApduTag.GENERAL_CIPHERING).bytes(head).unsigned8(1))
                .octets(body)
                .toByteArray();
    }

    private byte[] wrapped(MessagePolicy policy, byte[] plain) {
        byte[] key = new byte[suite.keyBytes()];
        RANDOM.nextBytes(key);
        KeyInfo info = new KeyInfo.Wrapped(KeyInfo.MASTER_KEY, SymmetricKeys.wrap(keys.get(KeyUse.MASTER), key));
        return general(info, cipher(key), policy, plain);
    }

    /** We are party U of C(1e, 1s): a pair for this message, whose public half we sign. */
    private byte[] onePass(MessagePolicy policy, byte[] plain) {
        EllipticKeys curve = new EllipticKeys(suite);
        EllipticKeys.Pair once = curve.generate();
        byte[] shared = curve.agree(once.secret(), keys.get(KeyUse.PEER_AGREEMENT))
                .orElseThrow(() -> new IllegalStateException(
                        KeyUse.PEER_AGREEMENT.word() + " is no point of the curve"));
        byte[] signature = curve.sign(keys.get(KeyUse.SIGNING), once.open());
        byte[] data = new AxdrWriter().bytes(once.open()).bytes(signature).toByteArray();
        ApduCipher cipher = cipher(SymmetricKeys.derive(suite, shared, ownTitle, peerTitle));
        return general(new KeyInfo.Agreed(KeyInfo.ONE_PASS, data), cipher, policy, plain);
    }

    /** The peer is party U: his public key is worth as much as his signature under it. */
    private Optional<ApduCipher> agreedByThem(byte[] data) {
        int half = 2 * suite.coordinateBytes();
        if (!agrees() || data.length != 2 * half) {
            return Optional.empty();
        }
        EllipticKeys curve = new EllipticKeys(suite);
        byte[] once = Arrays.copyOf(data, half);
        byte[] signature = Arrays.copyOfRange(data, half, data.length);
        return curve.verify(keys.get(KeyUse.PEER_SIGNING), once, signature)
                ? curve.agree(keys.get(KeyUse.AGREEMENT), once)
                        .map(shared -> cipher(SymmetricKeys.derive(suite, shared, peerTitle, ownTitle)))
                : Optional.empty();
    }

    /** C(0e, 2s): the pairs that both sides keep, and the transaction as the nonce, its length before it. */
    private Optional<ApduCipher> staticUnified(byte[] nonce, byte[] sender, byte[] receiver) {
        byte[] partyU = new AxdrWriter().bytes(sender).octets(nonce).toByteArray();
        return new EllipticKeys(suite).agree(keys.get(KeyUse.AGREEMENT), keys.get(KeyUse.PEER_AGREEMENT))
                .map(shared -> cipher(SymmetricKeys.derive(suite, shared, partyU, receiver)));
    }

    private ApduCipher global() {
        if (global.isEmpty()) {
            global = Optional.of(cipher(keys.get(KeyUse.ENCRYPTION)));
        }
        return global.get();
    }

    private ApduCipher dedicated() {
        return dedicated.orElseThrow(() -> new IllegalStateException("no dedicated key was agreed"));
    }

    private ApduCipher cipher(byte[] encryptionKey) {
        return new ApduCipher(suite, encryptionKey, keys.get(KeyUse.AUTHENTICATION));
    }
}
