package io.wattle.protocols.dlms.object.typed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Numbers of the standard in words. */
final class Words {
    static final String[] CONTROL_STATE = {"disconnected", "connected", "ready for reconnection"};
    static final String[] CONTROL_MODE = {"none: always connected", "remote, local and manual; reconnects by hand",
            "remote, local and manual; reconnects at once", "remote and local; reconnects by hand",
            "remote and local; reconnects at once", "remote, local and manual; reconnects by hand after remote",
            "local, remote reconnects by hand"};
    static final String[] CLOCK_BASE = {"not defined", "crystal", "mains 50 Hz", "mains 60 Hz", "GPS", "radio"};
    static final String[] SORT = {"", "first in first out", "last in first out", "largest", "smallest",
            "nearest to zero", "farthest from zero"};
    static final String[] TRANSPORT = {"TCP", "UDP", "FTP", "SMTP", "SMS", "HDLC", "M-Bus", "ZigBee", "DLMS gateway"};
    static final String[] MESSAGE = {"A-XDR", "XML"};
    static final String[] POLICY = {"none", "authenticated", "encrypted", "authenticated and encrypted"};
    static final String[] SUITE = {"suite 0, AES-128", "suite 1, AES-128 and P-256", "suite 2, AES-256 and P-384"};
    static final String[] PAYMENT_MODE = {"", "credit", "prepayment"};
    static final String[] ACCOUNT_STATUS = {"", "new", "active", "closed"};
    static final String[] CREDIT_TYPE = {"token", "reserved", "emergency", "time based", "consumption based"};
    static final String[] CREDIT_STATUS = {"enabled", "selectable", "selected", "in use", "exhausted"};
    static final String[] CHARGE_TYPE = {"by consumption", "by time", "by payment"};
    static final String[] CURRENCY_UNIT = {"time", "consumption", "money"};
    static final String[] DELIVERY = {"remote", "local", "manual"};
    static final String[] TOKEN_STATUS = {"format good", "authentication good", "validation good", "executed",
            "format bad", "authentication failed", "validation failed", "execution failed", "received"};
    static final String[] CREDIT_FLAGS = {"in credit", "low credit", "next credit enabled", "next credit selectable",
            "next credit selected", "selectable credit in use", "out of credit"};
    static final String[] CREDIT_CONFIGURATION = {"visual indication", "confirmation", "paid back", "resettable",
            "takes tokens"};
    static final String[] CHARGE_CONFIGURATION = {"percentage based", "continuous collection"};
    static final String[] POLICY_BITS = {"", "", "requests authenticated", "requests encrypted", "requests signed",
            "responses authenticated", "responses encrypted", "responses signed"};

    private Words() {}

    /** The word for a number; the number itself where there is none, as with numbers that makers give. */
    static Function<Integer, String> of(String[] words) {
        return number -> number < words.length && !words[number].isEmpty()
                ? words[number]
                : Integer.toString(number);
    }

    /** Words for the bits that are set, of which the first is bit 0. */
    static Function<String, String> flags(String[] words) {
        return bits -> {
            List<String> set = new ArrayList<>();
            for (int bit = 0; bit < bits.length(); bit++) {
                if (bits.charAt(bit) == '1') {
                    set.add(bit < words.length && !words[bit].isEmpty() ? words[bit] : "bit " + bit);
                }
            }
            return set.isEmpty() ? "-" : String.join(", ", set);
        };
    }

    static String yesOrNo(boolean yes) {
        return yes ? "yes" : "no";
    }

    static String time(Duration duration) {
        return duration.toSeconds() + " s";
    }

    static <T> Function<List<T>, String> list(Function<T, String> item) {
        return items -> items.isEmpty() ? "-" : items.stream().map(item).collect(Collectors.joining("; "));
    }
}
