"""Numbers to solids: bones, discs, ligaments and nerves of one person."""
