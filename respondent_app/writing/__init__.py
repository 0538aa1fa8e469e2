"""How text is written into files of any kind: confidential words in brackets, paragraphs and runs of Word documents."""
