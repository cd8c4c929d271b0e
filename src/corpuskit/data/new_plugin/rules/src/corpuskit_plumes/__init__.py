"""An extractor of the layer plume, for corpuskit."""
