"""Words that several departments look up: reporting verbs and nouns, countries and parties and their names."""
