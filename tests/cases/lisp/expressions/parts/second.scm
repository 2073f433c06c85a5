(twice 7)
