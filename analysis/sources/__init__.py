"""Says whose number it is: cues and candidates in, the one chosen source out."""
