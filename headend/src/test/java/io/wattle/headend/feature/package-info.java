/**
 * The feature table, row by row: each promise is kept through the public HTTP door of a whole head-end, and is named by its
 * id. A new area adds a class of rows and names it in {@code FeatureTest}.
 */
@NullMarked
package io.wattle.headend.feature;

import org.jspecify.annotations.NullMarked;
