package io.wattle.headend.peer;

import gurux.dlms.ValueEventArgs;
import gurux.dlms.enums.Authentication;
import gurux.dlms.enums.MethodAccessMode;
import gurux.dlms.enums.Security;
import gurux.dlms.objects.GXDLMSAssociationLogicalName;
import gurux.dlms.objects.GXDLMSSecuritySetup;
import gurux.dlms.objects.GXDLMSTcpUdpSetup;
import gurux.dlms.objects.enums.SecuritySuite;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/** A meter on the Gurux library behind the TCP wrapper, which asks its client for one kind of security. */
public final class GuruxSecureMeter extends GuruxServer {
    private static final int ARGUMENTS = 8;

    private GuruxSecureMeter(String[] args) throws GeneralSecurityException {
        super(association(Authentication.valueOf(args[0]), HexFormat.of().parseHex(args[5])),
                new GXDLMSTcpUdpSetup());
        SecuritySuite suite = SecuritySuite.forValue(Integer.parseInt(args[2]));
        byte[] encryption = HexFormat.of().parseHex(args[3]);
        byte[] authenticationKey = HexFormat.of().parseHex(args[4]);
        getCiphering().setSecuritySuite(suite);
        getCiphering().setSecurity(Security.valueOf(args[1]));
        getCiphering().setSystemTitle("GRX00002".getBytes(StandardCharsets.US_ASCII));
        getCiphering().setBlockCipherKey(encryption);
        getCiphering().setAuthenticationKey(authenticationKey);
        if (!args[6].equals(PeerKeys.NONE)) {
            getCiphering().setSigningKeyPair(PeerKeys.pair(args[6], args[7]));
        }
        // Without this object the library puts an association with ciphering back to one without.
        GXDLMSSecuritySetup setup = new GXDLMSSecuritySetup();
        setup.setSecuritySuite(suite);
        setup.setServerSystemTitle(getCiphering().getSystemTitle());
        setup.setGuek(encryption);
        setup.setGak(authenticationKey);
        getItems().add(setup);
        furnish();
    }

    @Override
    protected MethodAccessMode onGetMethodAccess(ValueEventArgs args) {
        return args.getTarget() instanceof GXDLMSSecuritySetup
                ? MethodAccessMode.ACCESS
                : super.onGetMethodAccess(args);
    }

    private static GXDLMSAssociationLogicalName association(Authentication authentication, byte[] password) {
        GXDLMSAssociationLogicalName association = new GXDLMSAssociationLogicalName();
        association.getAuthenticationMechanismName().setMechanismId(authentication);
        association.setSecret(password);
        association.setSecuritySetupReference("0.0.43.0.0.255");
        return association;
    }

    /**
     * Arguments, for one meter after the other: authentication and security as the library names them, suite, encryption
     * key, authentication key, password, its private key for signatures and the client's public one, in hex digits.
     */
    public static void main(String[] args) throws Exception {
        GuruxPorts.open(args, ARGUMENTS, GuruxSecureMeter::new);
        System.out.flush();
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)); // see PeerKeys
    }
}
