package io.wattle.headend.credit;

import io.wattle.headend.link.Conversations;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.TokenAnswer;
import io.wattle.protocols.sts.TokenDigits;
import java.util.List;
import java.util.Optional;

/** How the tokens of one order go through a meter's gateway, one after the other. Stateless. */
final class GatewayEntry {
    private final Conversations conversations;

    GatewayEntry(Conversations conversations) {
        this.conversations = conversations;
    }

    /**
     * Enters them in order, up to the first that is not taken.
     *
     * @param repeated whether they may have been entered before. Then the last one is tried first: it names a minute, and
     *        tells by itself whether it was used, where a meter whose key has changed can only say that it does not know
     *        the key change tokens
     * @return the answer to the last one that was entered
     */
    Outcome<TokenAnswer> enter(MeterLink link, IssuedTokens tokens, boolean repeated) throws InterruptedException {
        Optional<TokenDigits> last = tokens.token();
        if (repeated && last.isPresent() && !tokens.keyChange().isEmpty()) {
            Outcome<TokenAnswer> answer = enter(link, last.get());
            if (!(answer instanceof Outcome.Done<TokenAnswer>(TokenAnswer.Rejected _))) {
                return answer;
            }
        }
        return inOrder(link, tokens.all());
    }

    private Outcome<TokenAnswer> inOrder(MeterLink link, List<TokenDigits> tokens) throws InterruptedException {
        Outcome<TokenAnswer> answer = enter(link, tokens.getFirst());
        for (TokenDigits token : tokens.subList(1, tokens.size())) {
            if (!isTaken(answer)) {
                return answer;
            }
            answer = enter(link, token);
        }
        return answer;
    }

    private Outcome<TokenAnswer> enter(MeterLink link, TokenDigits token) throws InterruptedException {
        return conversations.answerOf(link.enterToken(new MeterToken(token.digits())));
    }

    private static boolean isTaken(Outcome<TokenAnswer> answer) {
        return answer instanceof Outcome.Done<TokenAnswer>(TokenAnswer said) && !(said instanceof TokenAnswer.Rejected);
    }
}
