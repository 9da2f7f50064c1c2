"""What a notebook shows and a reader clicks: the explorer, the comparer, the articles, the tables."""
