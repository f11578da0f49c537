package io.wattle.headend.peer;

import gurux.dlms.GXReplyData;
import gurux.dlms.GXSimpleEntry;
import gurux.dlms.asn.GXAsn1Converter;
import gurux.dlms.asn.GXPkcs10;
import gurux.dlms.asn.GXx509Certificate;
import gurux.dlms.asn.enums.Ecc;
import gurux.dlms.ecdsa.GXEcdsa;
import gurux.dlms.objects.GXDLMSSecuritySetup;
import gurux.dlms.objects.enums.CertificateEntity;
import gurux.dlms.objects.enums.CertificateType;
import gurux.dlms.objects.enums.GlobalKeyType;
import gurux.dlms.secure.GXDLMSSecureClient;
import gurux.dlms.secure.GXSecure;
import io.wattle.headend.rekey.MeterAuthority;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.KeyAgreement;

/** The Gurux library as a client that has a meter make a pair, gives it a certificate, and agrees with it on a master key. */
public final class GuruxCertificateReader {
    private static final byte[] AES_GCM_128 = HexFormat.of().parseHex("60857405080300");
    private static final byte MASTER_KEY = 3; // key_id
    private static final int HALF = 64;

    private final GuruxTalk talk;
    private final GXDLMSSecuritySetup setup = new GXDLMSSecuritySetup("0.0.43.0.0.255");

    private GuruxCertificateReader(GuruxTalk talk) {
        this.talk = talk;
    }

    /** Arguments: a folder, and those of {@link GuruxSecureReader} for one meter. */
    public static void main(String[] args) throws Exception {
        try (GuruxTalk talk = GuruxSecureReader.talk(Arrays.copyOfRange(args, 1, args.length))) {
            GuruxCertificateReader reader = new GuruxCertificateReader(talk);
            reader.agree(); // first, as the meter goes by another pair once that has a certificate
            reader.certify(new MeterAuthority(Path.of(args[0])));
        }
    }

    private void certify(MeterAuthority authority) throws Exception {
        GXDLMSSecureClient client = talk.client();
        talk.ask(setup.generateKeyPair(client, CertificateType.DIGITAL_SIGNATURE));
        GXReplyData requested = talk.ask(setup.generateCertificate(client, CertificateType.DIGITAL_SIGNATURE));
        GXPkcs10 request = new GXPkcs10((byte[]) requested.getValue());
        String title = request.getSubject().substring("CN=".length());
        System.out.println("request " + title);
        byte[] certificate = authority.certify((byte[]) requested.getValue(), title, "digitalSignature");
        talk.ask(setup.importCertificate(client, new GXx509Certificate(certificate)));
        byte[] meter = HexFormat.of().parseHex(title);
        byte[] exported = (byte[]) talk.ask(setup.exportCertificateByEntity(client, CertificateEntity.SERVER,
                CertificateType.DIGITAL_SIGNATURE, meter)).getValue();
        System.out.println("exported " + Arrays.equals(exported, certificate));
        System.out.println("listed " + listed());
        talk.ask(setup.removeCertificateByEntity(client, CertificateEntity.SERVER, CertificateType.DIGITAL_SIGNATURE,
                meter));
        System.out.println("listed " + listed());
    }

    private int listed() throws Exception {
        Object list = talk.ask(talk.client().read(setup, 6)).getValue();
        return list == null ? 0 : ((List<?>) list).size(); // an empty list is nothing to the library
    }

    /** The meter has the same key if it takes it once more, wrapped under itself. */
    private void agree() throws Exception {
        byte[] key = new byte[0];
        for (int tries = 1; key.length == 0; tries++) {
            try {
                key = agreed();
            } catch (RuntimeException malformed) {
                if (tries == PeerKeys.SIGNATURES_TRIED) {
                    throw malformed;
                }
            }
        }
        talk.ask(setup.globalKeyTransfer(talk.client(), key, List.of(new GXSimpleEntry<>(GlobalKeyType.KEK, key))));
        System.out.println("agreed");
    }

    private byte[] agreed() throws Exception {
        GXDLMSSecureClient client = talk.client();
        KeyPair ours = GXEcdsa.generateKeyPair(Ecc.P256);
        client.getCiphering().setEphemeralKeyPair(ours);
        List<?> answers = (List<?>) talk.ask(setup.keyAgreement(client, GlobalKeyType.KEK)).getValue();
        byte[] theirs = (byte[]) ((List<?>) answers.getFirst()).get(1);
        ByteBuffer signed = ByteBuffer.allocate(1 + HALF)
                .put(MASTER_KEY)
                .put(theirs, 0, HALF);
        if (!GXSecure.validateEphemeralPublicKeySignature(signed.array(),
                Arrays.copyOfRange(theirs, HALF, theirs.length),
                client.getCiphering().getSigningKeyPair().getPublic())) {
            throw new IllegalStateException("the meter's part is not signed by the meter");
        }
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(ours.getPrivate());
        agreement.doPhase(GXAsn1Converter.getPublicKey(Arrays.copyOf(theirs, HALF)), true);
        return Arrays.copyOf(GXSecure.generateKDF("SHA-256", agreement.generateSecret(), 256, AES_GCM_128,
                client.getCiphering().getSystemTitle(), client.getSourceSystemTitle(), null, null), 16);
    }
}
