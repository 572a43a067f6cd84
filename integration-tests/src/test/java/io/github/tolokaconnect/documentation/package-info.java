/** What holds for all pages of the documentation: links lead somewhere, every page can be reached. */
@NullMarked
package io.github.tolokaconnect.documentation;

import org.jspecify.annotations.NullMarked;
