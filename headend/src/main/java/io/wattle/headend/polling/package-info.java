/**
 * Asks every meter regularly, and those near zero more often.
 */
@NullMarked
package io.wattle.headend.polling;

import org.jspecify.annotations.NullMarked;
