"""The MkDocs theme `vpl`: the look of every site, on top of Material for MkDocs."""
