"""One adapter a suite: it knows the shapes of the corpus, our code does not."""
