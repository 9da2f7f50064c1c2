"""What is known of a text before anything is read from it: its parsed sentences and its quotation marks."""
