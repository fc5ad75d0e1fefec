/* what */ SELECT id -- the key
FROM cases.numbers /* of /* nested */ */ WHERE id = 1
