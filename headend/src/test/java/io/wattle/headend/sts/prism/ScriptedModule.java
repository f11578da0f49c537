package io.wattle.headend.sts.prism;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.wattle.headend.sts.StsTestKeys;
import io.wattle.headend.sts.TokenFacts;
import io.wattle.headend.sts.Verification.Genuine;
import io.wattle.protocols.sts.Decoded;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.TokenCodec;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.cipher.TokenCipher;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.key.VendingKey;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A module on loopback that makes real tokens for one meter, another one each time, and misbehaves as the test says: each
 * trouble befalls one answer to SM?VC or SM?VK.
 */
public final class ScriptedModule implements AutoCloseable {
    /** What may befall an answer. */
    public enum Trouble {
        NONE, REFUSAL, GENERAL_ERROR, SILENCE, CUT, LATE, GARBAGE, SLOW, WRONG_CHECKSUM, ENDLESS, OTHER_TID, NO_TOKEN,
        TWO_FORMS, EXTRA
    }

    private final ServerSocket server;
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final AtomicInteger random = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final TokenCodec codec = new TokenCodec(TokenCipher.standard());
    private final DecoderKey key;
    volatile int atOnceMax;

    public ScriptedModule(int port) throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        try (VendingKey vending = new VendingKey(StsTestKeys.UNIQUE, StsTestKeys.hex(StsTestKeys.KEY_HEX))) {
            key = vending.decoderKey(StsTestKeys.meter());
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What befalls the next answers, one each. */
    public void next(Trouble... all) {
        troubles.addAll(java.util.List.of(all));
    }

    /** Every line that came. */
    public Queue<String> heard() {
        return heard;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket; BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            Thread.ofVirtual().start(() -> closeWithMe(socket));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                atOnceMax = Math.max(atOnceMax, atOnce.incrementAndGet());
                String name = line.substring(3, 5);
                String fields = line.substring(5, line.length() - 4);
                boolean makes = name.equals("VC") || name.equals("VK");
                Trouble trouble = makes && !troubles.isEmpty() ? troubles.remove() : Trouble.NONE;
                atOnce.decrementAndGet();
                if (!send(socket.getOutputStream(), name, fields, trouble)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            return; // the other end is gone
        }
    }

    private void closeWithMe(Socket socket) {
        try {
            closed.await();
            socket.close();
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the connection goes on. */
    private boolean send(OutputStream out, String name, String fields, Trouble trouble)
            throws IOException, InterruptedException {
        String good = framed("SM!" + name + "00" + answer(name, fields, trouble)) + "\r";
        switch (trouble) {
            case NONE, OTHER_TID, NO_TOKEN, TWO_FORMS -> out.write(good.getBytes(US_ASCII));
            case REFUSAL -> out.write((framed("SM!" + name + "41") + "\r").getBytes(US_ASCII));
            case GENERAL_ERROR -> out.write((framed("GL!ER58") + "\r").getBytes(US_ASCII));
            case SILENCE -> closed.await(2, TimeUnit.SECONDS);
            case CUT -> {
                out.write(good.substring(0, good.length() / 2).getBytes(US_ASCII));
                return false;
            }
            case LATE -> {
                closed.await(700, TimeUnit.MILLISECONDS);
                out.write(good.getBytes(US_ASCII));
            }
            case GARBAGE -> out.write("\u0001\u0002nonsense 4711\r".getBytes(US_ASCII));
            case SLOW -> {
                for (byte one : good.getBytes(US_ASCII)) {
                    out.write(one);
                    out.flush();
                    closed.await(50, TimeUnit.MILLISECONDS);
                }
            }
            case WRONG_CHECKSUM -> out.write((good.substring(0, good.length() - 2) + "?\r").getBytes(US_ASCII));
            case ENDLESS -> out.write("SM!VC00P".concat("A".repeat(100_000)).getBytes(US_ASCII));
            case EXTRA -> out.write((good + good).getBytes(US_ASCII));
        }
        out.flush();
        return true;
    }

    private String answer(String name, String fields, Trouble trouble) {
        String[] values = fields.split("~");
        return switch (name) {
            case "DI" -> "PTSM-0815~P1.0~";
            case "VC" -> token(values, trouble);
            case "VK" -> keyChange(values, trouble);
            case "VT" -> verified(values[values.length - 1].substring(1));
            default -> "";
        };
    }

    private String token(String[] values, Trouble trouble) {
        int tid = Integer.parseInt(values[7].substring(1), 16) + (trouble == Trouble.OTHER_TID ? 1 : 0);
        TokenDigits made = codec.encode(new Token.UnitCredit(Token.Service.ELECTRICITY,
                random.getAndIncrement() & 0xF, new TokenIdentifier(tid),
                new AmountCode(Integer.parseInt(values[6].substring(1), 16))), key);
        String digits = trouble == Trouble.NO_TOKEN ? "1234" : made.digits();
        return "P" + hex(trouble == Trouble.TWO_FORMS ? "00000000000000000001" : made.digits()) + "~P" + digits + "~";
    }

    private String keyChange(String[] values, Trouble trouble) {
        int count = Integer.parseInt(values[7].substring(1));
        StringBuilder hex = new StringBuilder();
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            TokenDigits one = codec.encode(new Token.KeySection2(0,
                    new io.wattle.protocols.sts.value.TariffIndex(i), i), key);
            hex.append(hex(one.digits()));
            digits.append(one.digits());
        }
        int rollover = values[0].equals(values[1]) ? 0 : 1; // two registers here are two base dates
        return "N" + rollover + "~N" + (trouble == Trouble.OTHER_TID ? count + 1 : count) + "~P" + hex + "~P" + digits
                + "~";
    }

    private String verified(String digits) {
        return switch (codec.decode(new TokenDigits(digits), key)) {
            case Decoded.Accepted(Token token) -> {
                Genuine facts = TokenFacts.of(token);
                yield String.format(Locale.ROOT, "N0~N%d~N%d~H%04X~H%06X~", facts.tokenClass(), facts.subclass(),
                        facts.valueBits().orElse(0), facts.tid().map(TokenIdentifier::minutes).orElse(0));
            }
            case Decoded.Rejected _ -> "N3~";
        };
    }

    private static String hex(String digits) {
        return String.format(Locale.ROOT, "%17s", new BigInteger(digits).toString(16).toUpperCase(Locale.ROOT))
                .replace(' ', '0');
    }

    private static String framed(String body) {
        return body + SmFrame.crc(body);
    }
}
