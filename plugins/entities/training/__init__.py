"""Train the model of names: from a folder of texts with labels to the file that ships."""
