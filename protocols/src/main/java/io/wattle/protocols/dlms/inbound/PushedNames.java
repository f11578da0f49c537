package io.wattle.protocols.dlms.inbound;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who a meter says that it is in what it pushes: the system title around a ciphered message; or the logical device name,
 * serial number or system title among the first values of a DataNotification in clear. Meters push in any order, so every
 * value that could be such a name counts as one: it is a claim, no more.
 */
public final class PushedNames {
    private static final int VALUES_MAX = 8; // names stand in front
    private static final int TITLE_BYTES = 8;

    private PushedNames() {}

    /** Names, and system titles as {@link #title} writes them; none if the message has none or cannot be read. */
    static Set<String> in(byte[] apdu) {
        Set<String> names = new LinkedHashSet<>();
        try {
            AxdrReader in = new AxdrReader(apdu);
            int tag = in.unsigned8();
            if (tag == ApduTag.GENERAL_GLO_CIPHERING) {
                add(names, in.octets());
            } else if (tag == ApduTag.GENERAL_CIPHERING) {
                in.octets(); // transaction
                add(names, in.octets());
            } else if (tag == ApduTag.DATA_NOTIFICATION) {
                in.unsigned32(); // long invoke id and priority
                in.octets(); // date-time, may be empty
                collect(names, in.value(), 0);
            }
        } catch (MalformedApduException malformed) {
            return Set.of();
        }
        return names;
    }

    /** The same of one value. */
    public static Set<String> of(CosemValue value) {
        Set<String> names = new LinkedHashSet<>();
        collect(names, value, 0);
        return names;
    }

    /** The key under which a system title is claimed. */
    static String title(String hex) {
        return "title " + hex;
    }

    private static int collect(Set<String> names, CosemValue value, int seen) {
        int count = seen;
        if (count >= VALUES_MAX) {
            return count;
        }
        switch (value) {
            case CosemValue.Structure(List<CosemValue> parts) -> {
                for (CosemValue part : parts) {
                    count = collect(names, part, count);
                }
            }
            case CosemValue.Octets octets -> {
                add(names, octets.bytes());
                count++;
            }
            case CosemValue.Text(String text, boolean _) -> {
                addName(names, text);
                count++;
            }
            case CosemValue.Null _,CosemValue.Bool _,CosemValue.DateTime _,CosemValue.Whole _,CosemValue.Bits _,CosemValue.Array _,CosemValue.Raw _ ->
                count++;
        }
        return count;
    }

    private static void add(Set<String> names, byte[] bytes) {
        if (bytes.length == TITLE_BYTES) {
            names.add(title(HexFormat.of().withUpperCase().formatHex(bytes)));
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--; // fixed fields are filled up with it
        }
        addName(names, text.substring(0, end).strip());
    }

    private static void addName(Set<String> names, String text) {
        if (ModemMessage.isName(text)) {
            names.add(text);
        }
    }
}
