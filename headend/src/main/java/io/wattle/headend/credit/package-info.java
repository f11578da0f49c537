/**
 * Carries credits to their meters and brings the evidence back. The ledger decides and remembers; the desk acts.
 */
@NullMarked
package io.wattle.headend.credit;

import org.jspecify.annotations.NullMarked;
