/**
 * Alarms: what staff must look at now. An alarm begins with a finding and ends with it, so it needs no memory of its own.
 *
 * <p>Called by the API and by health; follows the journal.
 */
@NullMarked
package io.wattle.headend.alarm;

import org.jspecify.annotations.NullMarked;
