"""One line of text as outlines: fonts found, directions resolved, letters shaped, bent and drawn."""
