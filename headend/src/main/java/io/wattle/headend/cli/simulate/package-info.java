/**
 * The command {@code wattle simulate}: meters that are not there.
 */
@NullMarked
package io.wattle.headend.cli.simulate;

import org.jspecify.annotations.NullMarked;
