/**
 * A security module in a box on the network that speaks the text commands SM?VC, SM?VM, SM?VK and SM?VT (STS 600-8-6,
 * Prism TSM).
 *
 * <pre>
 *   PrismSecurityModule ─► PrismCommands: arguments in order, answers checked
 *        │                     └─► PtvdFields: typed fields ended by ~     SmFrame: header, status, CRC
 *        └─► PrismLine: one TCP connection, one command at a time, thrown away when in doubt
 * </pre>
 *
 * <p>Written from what public sources show, and never tried with a real module: what is assumed stands in
 * {@code docs/sts.md}.
 */
@NullMarked
package io.wattle.headend.sts.prism;

import org.jspecify.annotations.NullMarked;
