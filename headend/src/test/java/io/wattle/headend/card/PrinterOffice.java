package io.wattle.headend.card;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;

/** A printer with an OpenPGP key of his own, who can read what he is sent. */
public final class PrinterOffice {
    private final PGPKeyPair pair;
    private final Path publicKey;

    private PrinterOffice(PGPKeyPair pair, Path publicKey) {
        this.pair = pair;
        this.publicKey = publicKey;
    }

    public static PrinterOffice open(Path folder) throws IOException, PGPException {
        return open(folder, 2_048);
    }

    /** One whose key anybody could break. */
    public static PrinterOffice weak(Path folder) throws IOException, PGPException {
        return open(folder, 1_024);
    }

    private static PrinterOffice open(Path folder, int bits) throws IOException, PGPException {
        RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65_537), new SecureRandom(), bits, 80));
        PGPKeyPair pair = new BcPGPKeyPair(PublicKeyPacket.VERSION_4, PublicKeyAlgorithmTags.RSA_GENERAL,
                generator.generateKeyPair(), Date.from(Instant.parse("2025-01-01T00:00:00Z")));
        PGPKeyRingGenerator rings = new PGPKeyRingGenerator(PGPSignature.POSITIVE_CERTIFICATION, pair, "printer",
                new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1), null, null,
                new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.RSA_GENERAL, HashAlgorithmTags.SHA256), null);
        Path file = Files.createDirectories(folder).resolve("printer.asc");
        try (OutputStream out = Files.newOutputStream(file);
                ArmoredOutputStream armored = ArmoredOutputStream.builder().build(out)) {
            rings.generatePublicKeyRing().encode(armored);
        }
        return new PrinterOffice(pair, file);
    }

    public Path publicKey() {
        return publicKey;
    }

    /** The lines of a file that was sent to this printer. */
    public List<String> read(String armored) throws IOException, PGPException {
        InputStream bytes = PGPUtil
                .getDecoderStream(new ByteArrayInputStream(armored.getBytes(StandardCharsets.US_ASCII)));
        PGPEncryptedDataList list = (PGPEncryptedDataList) new BcPGPObjectFactory(bytes).nextObject();
        PGPPublicKeyEncryptedData sealed = (PGPPublicKeyEncryptedData) list.get(0);
        InputStream clear = sealed.getDataStream(new BcPublicKeyDataDecryptorFactory(pair));
        PGPLiteralData literal = (PGPLiteralData) new BcPGPObjectFactory(clear).nextObject();
        String text = new String(literal.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (!sealed.isIntegrityProtected() || !sealed.verify()) {
            throw new PGPException("the file is not whole");
        }
        return text.lines().toList();
    }
}
