/**
 * What the ledger knows of STS tokens: how a meter reads them, what can be ordered, which minute the next one names, and
 * which amounts a token can say. Nothing here makes a token or has ever seen one.
 *
 * <p>Pure values, for the ledger and for whoever asks it for tokens.
 */
@NullMarked
package io.wattle.ledger.token;

import org.jspecify.annotations.NullMarked;
