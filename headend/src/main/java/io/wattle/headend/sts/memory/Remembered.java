package io.wattle.headend.sts.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.wattle.headend.sts.Issuance.Issued;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.TokenForm;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One result as it is kept. Immutable; the array is this record's own.
 *
 * @param messageId 1 to 64 ASCII characters
 * @param print of the request, 32 bytes
 */
record Remembered(String messageId, byte[] print, Issued issued) {
    static final int BYTES_MAX = 1_024;
    private static final int TOKEN_BYTES = 10;
    private static final int NO_TID = -1;

    /** The bytes before they are sealed; the caller wipes them. */
    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);
        text(bytes, messageId);
        bytes.put(print);
        text(bytes, issued.moduleId());
        text(bytes, issued.keyCheckValue());
        bytes.putInt(issued.tid().map(TokenIdentifier::minutes).orElse(NO_TID));
        bytes.put((byte) issued.tokens().size());
        issued.tokens().forEach(token -> bytes.put(TokenForm.BCD10.encode(token)));
        byte[] exact = Arrays.copyOf(bytes.array(), bytes.position());
        Arrays.fill(bytes.array(), (byte) 0);
        return exact;
    }

    /** @throws MemoryException if it is nothing that {@link #encode} wrote */
    static Remembered decode(byte[] plain) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(plain);
            String messageId = text(bytes);
            byte[] print = take(bytes, RequestPrint.BYTES);
            String moduleId = text(bytes);
            String checkValue = text(bytes);
            int tid = bytes.getInt();
            List<TokenDigits> tokens = new ArrayList<>();
            for (int count = bytes.get(); count > 0; count--) {
                tokens.add(TokenForm.BCD10.decode(take(bytes, TOKEN_BYTES)));
            }
            return new Remembered(messageId, print, new Issued(tokens,
                    tid == NO_TID ? Optional.empty() : Optional.of(new TokenIdentifier(tid)), moduleId, checkValue));
        } catch (BufferUnderflowException | BadStsValueException unreadable) {
            throw new MemoryException("a record holds what this version does not understand");
        }
    }

    @Override
    public String toString() {
        return "Remembered[" + messageId + ", hidden]";
    }

    private static void text(ByteBuffer bytes, String text) {
        bytes.put((byte) text.length()).put(text.getBytes(US_ASCII));
    }

    private static String text(ByteBuffer bytes) {
        return new String(take(bytes, bytes.get() & 0xFF), US_ASCII);
    }

    private static byte[] take(ByteBuffer bytes, int count) {
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }
}
