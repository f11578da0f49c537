/** Is a balance that rose backed by legal transactions? Pure: from two readings and the pending credits to a verdict. */
@NullMarked
package io.wattle.ledger.verify;

import org.jspecify.annotations.NullMarked;
