package io.wattle.protocols.dlms.apdu;

/** First bytes of APDUs (IEC 62056-5-3, clause Abstract syntax of COSEM APDUs). */
public final class ApduTag {
    public static final int INITIATE_REQUEST = 0x01;
    public static final int READ_REQUEST = 0x05;
    public static final int WRITE_REQUEST = 0x06;
    public static final int INITIATE_RESPONSE = 0x08;
    public static final int READ_RESPONSE = 0x0C;
    public static final int WRITE_RESPONSE = 0x0D;
    public static final int INFORMATION_REPORT = 0x18;
    public static final int GLO_INITIATE_REQUEST = 0x21;
    public static final int GLO_INITIATE_RESPONSE = 0x28;
    public static final int CONFIRMED_SERVICE_ERROR = 0x0E;
    public static final int DATA_NOTIFICATION = 0x0F;
    public static final int DATA_NOTIFICATION_CONFIRM = 0x10;
    public static final int AARQ = 0x60;
    public static final int AARE = 0x61;
    public static final int RELEASE_REQUEST = 0x62;
    public static final int RELEASE_RESPONSE = 0x63;
    public static final int GET_REQUEST = 0xC0;
    public static final int SET_REQUEST = 0xC1;
    public static final int EVENT_NOTIFICATION = 0xC2;
    public static final int ACTION_REQUEST = 0xC3;
    public static final int GET_RESPONSE = 0xC4;
    public static final int SET_RESPONSE = 0xC5;
    public static final int ACTION_RESPONSE = 0xC7;
    public static final int GLO_GET_REQUEST = 0xC8;
    public static final int GLO_SET_REQUEST = 0xC9;
    public static final int GLO_EVENT_NOTIFICATION = 0xCA;
    public static final int GLO_ACTION_REQUEST = 0xCB;
    public static final int GLO_GET_RESPONSE = 0xCC;
    public static final int GLO_SET_RESPONSE = 0xCD;
    public static final int GLO_ACTION_RESPONSE = 0xCF;
    public static final int GLO_INFORMATION_REPORT = 0x38;
    public static final int EXCEPTION_RESPONSE = 0xD8;
    public static final int ACCESS_REQUEST = 0xD9;
    public static final int ACCESS_RESPONSE = 0xDA;
    public static final int GENERAL_GLO_CIPHERING = 0xDB;
    public static final int GENERAL_BLOCK_TRANSFER = 0xE0;

    public static final int GENERAL_DED_CIPHERING = 0xDC;
    public static final int GENERAL_CIPHERING = 0xDD;
    public static final int GENERAL_SIGNING = 0xDF;

    private static final int FIRST_SERVICE = GET_REQUEST; // tags below it are those of initiating
    private static final int INITIATE_STEP = GLO_INITIATE_REQUEST - INITIATE_REQUEST;
    private static final int SERVICE_STEP = GLO_GET_REQUEST - GET_REQUEST;

    private ApduTag() {}

    /** Tag of the globally ciphered form of a service's APDU. */
    public static int ciphered(int serviceTag) {
        return serviceTag + step(serviceTag);
    }

    /** Tag of the form under a dedicated key of a service's APDU. */
    public static int dedicated(int serviceTag) {
        return serviceTag + 2 * step(serviceTag);
    }

    /** Is it the form under a dedicated key of some service's APDU? */
    public static boolean isDedicated(int tag) {
        return (tag >= dedicated(GET_REQUEST) && tag <= dedicated(ACTION_RESPONSE))
                || (tag >= dedicated(INITIATE_REQUEST) && tag <= dedicated(INFORMATION_REPORT));
    }

    private static int step(int serviceTag) {
        return serviceTag < FIRST_SERVICE ? INITIATE_STEP : SERVICE_STEP;
    }

    /** Is it the form, under a global, a dedicated or any other key, of a ciphered service, which never is the same twice? */
    public static boolean isCiphered(int tag) {
        return (tag >= GLO_GET_REQUEST && tag <= dedicated(ACTION_RESPONSE)) || tag == GENERAL_GLO_CIPHERING
                || tag == GENERAL_DED_CIPHERING || tag == GENERAL_CIPHERING;
    }

    /** Is it one of ACCESS, which has no ciphered form of its own and travels under general ciphering? */
    public static boolean isAccess(int serviceTag) {
        return serviceTag == ACCESS_REQUEST || serviceTag == ACCESS_RESPONSE;
    }
}
