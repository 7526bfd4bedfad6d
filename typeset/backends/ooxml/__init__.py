"""Word's own XML: the only part of the program that knows its elements.

`values` says what a draft is made of; `package.pack` turns it into the bytes of a DOCX file. The files are small and
the same every time, so that the standard library writes them; python-docx would bring a template of 164 styles
and 0.1 s of import. It reads them in the tests.
"""
