"""Says when and where what is counted happened, and when it was said."""
