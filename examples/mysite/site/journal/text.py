import re

from django.utils.text import Truncator

# "3.5 km" does not end a sentence, and 。 needs no space after it.
SENTENCE = re.compile(r".+?(?:[.!?](?=\s|$)|。|$)", re.DOTALL)


def first_sentence(text, length=200):
    match = SENTENCE.match(text.strip())
    sentence = " ".join(match[0].split()) if match else ""
    return Truncator(sentence).chars(length)
