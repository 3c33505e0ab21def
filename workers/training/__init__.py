"""The recipe of the model pack: treebanks and texts → networks → scores → pack. See README.md beside this file."""
