"""Raw input to a Document: told apart, decoded, walked. The only room that touches an HTML parser."""
