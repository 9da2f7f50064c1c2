"""Says what an amount counts: the noun and its state, what is measured, who shares, what was counted before."""
