/**
 * STS prepayment tokens: what twenty digits say, and how they are made and read.
 *
 * <pre>
 *   value    numbers: meter PAN, supply group, TID, amounts        no secrets
 *     ▲
 *   key      vending key ──► decoder key of a meter                wiped when closed
 *     ▲
 *   cipher   EA07 and EA11 on 64 bits
 *     ▲
 *   (here)   Token ── TokenCodec ──► TokenDigits ── TokenForm ──► bytes for a meter's token gateway
 *                        └──────────► Decoded (accepted, or the code of the step that failed)
 *            KeyChange ──► two to four tokens ──► KeyChangeSections
 * </pre>
 *
 * <p>It implements the algorithms of IEC 62055-41, and is <b>not STS-certified</b>: nothing here has been tested by the
 * STS Association, and real vending keys belong into a certified security module. Everything is pure: no clock, no files
 * but the tables, no memory of keys or of tokens issued. Who issues tokens keeps the last identifier of each meter; who
 * plays a meter keeps those it has seen. Called by the simulated keypad and by security modules in software.
 *
 * <p>What is proved by public vectors and what is assumed stands in {@code docs/sts.md}.
 */
@NullMarked
package io.wattle.protocols.sts;

import org.jspecify.annotations.NullMarked;
