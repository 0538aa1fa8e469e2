"""From what stands in a file to edits of a response: texts by the words that differ, comments to those they are."""
