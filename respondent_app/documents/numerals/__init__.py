"""How numbers are written: as digits, letters, Roman numerals, in other scripts and in words."""
