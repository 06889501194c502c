"""From the development corpora to the weights of the content score. Not part of the wheel."""
