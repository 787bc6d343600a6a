"""Sentences with a sentiment at every node: the words were rated by people, the phrases are rated by rule.

The sentences are made by a small grammar. People rated single words (see `sentiment_words`); no human rated
a phrase. Ratings run from -4 to 4, and what goes beyond is cut off. The rules:

    very good              an intensifier makes a rating half as strong again, a downtoner half as strong
    not good               not, never, lacks and without turn a rating around and weaken it: times -0.74
    clever and funny       three quarters of the sum
    dull but funny         what comes before "but", or after "although", counts half, the other part one and a
                           half times
    the dull film is funny what is said of a subject counts in full, how it is called along with it half
    all else               the sum of the two parts; other words count 0

So "not" reaches over the phrase that it stands before, and no farther: the same words, "the film is funny but
the music is not warm" and "the film is not funny but the music is warm", mean different things. The factors
-0.74, 0.5 and 1.5 are those of Hutto & Gilbert (2014), "VADER: a parsimonious rule-based model for sentiment
analysis of social media text"; the other numbers are the course's own.
"""

from rnn_helpers.data.tables import sentiment_words
from rnn_helpers.data.tasks import _generator, _whole
from rnn_helpers.trees import grow

LIMITS = (-2.0, -0.5, 0.5, 2.0)  # between very negative, negative, neutral, positive and very positive
SUBJECTS = (
    "film",
    "story",
    "plot",
    "ending",
    "music",
    "dialogue",
    "hero",
    "heroine",
    "script",
    "scene",
    "cast",
)
LINKS = ("but", "but", "although", "and")
NEGATED, STRONGER, WEAKER = -0.74, 1.5, 0.5
BEFORE_BUT, AFTER_BUT, JOINED, CALLED = 0.5, 1.5, 0.75, 0.5


def sentiment_trees(count, rng, linked=0.5):
    """Binary trees of sentences, such as (the film) (is (not funny)), with a class from 0 to 4 at every node.

    count : how many        linked : the probability that a sentence is two, linked by but, although or and
    returns : a list of trees, the words at their leaves. A node's label follows by rule from the ratings that
        people gave its words; the rules are at the head of this module.

    Of the roots about 24 % are of class 0 (very negative), 20 % of 1, 9 % of 2 (neutral), 19 % of 3, 28 %
    of 4 (very positive). Of all nodes they are 12, 13, 48, 12 and 15 %. A sentence has 4 to 20
    words, 9 in the mean.
    """
    count, rng = _whole(count, "count", 0), _generator(rng)
    words = {kind: list(rated.items()) for kind, rated in sentiment_words().items()}
    return [_sentence(words, rng, linked)[0] for _ in range(count)]


def _sentence(words, rng, linked):
    first = _clause(words, rng)
    if rng.random() >= linked:
        return first
    link, second = LINKS[rng.integers(len(LINKS))], _clause(words, rng)
    if link == "although":
        late = _pair(_leaf(","), second)
        return _pair(_pair(_leaf("although"), first), late, BEFORE_BUT * first[1] + AFTER_BUT * second[1])
    return _linked(first, link, second)


def _linked(first, link, second):
    """Two parts joined by "but" or "and"."""
    weights = (BEFORE_BUT, AFTER_BUT) if link == "but" else (JOINED, JOINED)
    rating = weights[0] * first[1] + weights[1] * second[1]
    return _pair(first, _pair(_leaf(link), second), rating)


def _clause(words, rng):
    """A subject and what is said of it."""
    subject, said = _subject(words, rng), _predicate(words, rng)
    return _pair(subject, said, CALLED * subject[1] + said[1])


def _subject(words, rng):
    """the film, the dull film, the film without charm"""
    subject = _leaf(SUBJECTS[rng.integers(len(SUBJECTS))])
    kind = rng.random()
    if kind < 0.3:
        subject = _pair(_word("adjective", words, rng), subject)
    subject = _pair(_leaf("the"), subject)
    if kind > 0.85:
        noun = _word("noun", words, rng)
        link = "with" if rng.random() < 0.5 else "without"
        subject = _pair(subject, _pair(_leaf(link), noun, noun[1] * (NEGATED if link == "without" else 1)))
    return subject


def _predicate(words, rng):
    """is not very funny, never bores us, lacks charm, is full of hope"""
    kind = rng.random()
    if kind < 0.6:
        return _pair(_leaf("is"), _negated("not", _quality(words, rng), rng))
    if kind < 0.8:
        return _negated("never", _pair(_word("verb", words, rng), _leaf("us")), rng)
    noun = _word("noun", words, rng)
    if kind < 0.9:
        return _pair(_leaf("lacks"), noun, NEGATED * noun[1])
    return _pair(_leaf("is"), _negated("not", _pair(_leaf("full"), _pair(_leaf("of"), noun)), rng))


def _negated(negator, part, rng):
    """The part, or in two cases of five its contrary."""
    return _pair(_leaf(negator), part, NEGATED * part[1]) if rng.random() < 0.4 else part


def _quality(words, rng):
    """funny, very funny, funny and warm"""
    quality = _word("adjective", words, rng)
    kind = rng.random()
    if kind < 0.3:
        degree = "intensifier" if rng.random() < 0.6 else "downtoner"
        strength = STRONGER if degree == "intensifier" else WEAKER
        return _pair(_word(degree, words, rng), quality, strength * quality[1])
    if kind < 0.45:
        return _linked(quality, "and", _word("adjective", words, rng))
    return quality


def _word(kind, words, rng):
    word, rating = words[kind][rng.integers(len(words[kind]))]
    return _leaf(word, rating or 0.0)


def _leaf(word, rating=0.0):
    return grow((), word, _class_of(rating)), rating


def _pair(left, right, rating=None):
    """A node over two (tree, rating) pairs; its rating is their sum if no other is given."""
    rating = left[1] + right[1] if rating is None else rating
    rating = max(-4.0, min(4.0, rating))
    return grow((left[0], right[0]), None, _class_of(rating)), rating


def _class_of(rating):
    """0 to 4: the number of limits that the rating reaches, from zero outwards."""
    return sum(rating > limit if limit < 0 else rating >= limit for limit in LIMITS)
