"""Finding and rule → rewrites: templates filled in, words inflected, edits that leave markup alone."""
