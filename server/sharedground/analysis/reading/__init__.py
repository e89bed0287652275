"""The sentence reader: a small learned model that takes passages for what they do, where no pattern names the words."""
