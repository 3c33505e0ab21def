"""Speakers without a name: «эксперт», «наставник», «французская гостья», «он», «по её словам»."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workers.doc import Token
from workers.extraction.actors import Actor
from workers.extraction.gazetteer import country_demonym
from workers.extraction.lexicon import table
from workers.extraction.mentions import Mention
from workers.extraction.morphology import dictionary_lemma, possible_cases
from workers.extraction.offices import Office
from workers.extraction.roles import may_mean, same_head, words_of
from workers.extraction.speaker_memory import NEAR, PRONOUNS, Speakers, Word, has_name

ANYBODY = "*"
HOSTS = frozenset({"хозяин", "хозяйка"})  # the text begins with who receives


def speaker_of(speakers: Speakers, sentence: int, index: int) -> Actor | None:
    """The named person whom the word means: by the first rule that knows one; else its own actor, if any."""
    own = speakers.text.doc.sentences[sentence]
    word = Word(speakers, own, own.tokens[index])
    known = next((actor for rule in RULES if (actor := rule(word)) is not None), None)
    return _in_full(speakers, known) if known else next(iter(speakers.coreference.at(sentence, index)), None)


def _in_full(speakers: Speakers, actor: Actor) -> Actor:
    """The person with the given name too, where a surname alone («Бекере») was taken for another one."""
    if actor.name is None or actor.name.given or not actor.name.surname:
        return actor
    full = [
        a for a in speakers.coreference.actors if has_name(a) and a.name and a.name.given and _same_surname(a, actor)
    ]
    return full[0] if len(full) == 1 else actor


def _same_surname(one: Actor, other: Actor) -> bool:
    """Equal but for an ending of up to two letters."""
    a, b = _surname(one), _surname(other)
    stem = max(3, min(len(a), len(b)) - 2)
    return a[:stem] == b[:stem] and abs(len(a) - len(b)) <= 2


def named_actor(word: Word) -> Actor | None:
    """The mention that the word belongs to: «[Министр] культуры Анна Петрова»."""
    covering = [
        (m, a) for m, a in word.speakers.coreference.mentions(word.sentence.index) if m.covers(word.token.index)
    ]
    return next((actor for mention, actor in covering if has_name(actor) and _agrees(word, mention)), None)


def _agrees(word: Word, mention: Mention) -> bool:
    """Not «[Адвокат] Караджича»: a nominative post, and a name that cannot be one."""
    if word.token.case != "Nom" or not mention.name or mention.name[0].index <= word.token.index:
        return True
    known = [possible_cases(token.lower) for token in mention.name if len(token.text) > 2]
    return not known or any("Nom" in cases for cases in known if cases) or not any(known)


def elided(word: Word) -> Actor | None:
    """«Также [отметил], что …»: who spoke last, else the nearest person of that gender."""
    return next(iter(word.recent), None) if word.token.upos in {"VERB", "AUX"} else None


def name_in_apposition(word: Word) -> Actor | None:
    """«[Слесарь] Николай Петухов», «[жительница] посёлка Ольга Канзычакова»: a name that ends the phrase of the word."""
    if word.token.upos not in {"NOUN", "PROPN", "ADJ"}:
        return None
    phrase = word.sentence.subtree(word.token)
    for token in word.sentence.tokens[word.token.index + 1 : word.token.index + 9]:
        if token.text == ",":
            return _apposed_behind_comma(word, token)
        if token.upos in {"VERB", "AUX", "PRON", "SCONJ"} or token.text in ";:":
            return None
        if token.upos == "ADP" and token not in phrase:
            return None
        for actor in word.speakers.coreference.at(word.sentence.index, token.index):
            if has_name(actor) and token.case in ("Nom", word.token.case, None):
                return actor
    return None


def _apposed_behind_comma(word: Word, comma: Token) -> Actor | None:
    """«[хозяин] саммита, президент Садыр Жапаров, …»: a name with its post between commas."""
    for mention, actor in word.speakers.coreference.mentions(word.sentence.index):
        if mention.first == comma.index + 1 and mention.name and mention.office and mention.case == "Nom":
            behind = word.sentence.tokens[mention.last + 1 : mention.last + 2]
            return actor if has_name(actor) and behind and behind[0].upos == "PUNCT" else None
    return None


def surname_alone(word: Word) -> Actor | None:
    """A surname that the tagger missed, of a person named elsewhere."""
    if word.token.upos != "PROPN" or len(word.token.text) < 4:
        return None
    stem = word.token.lower[: max(4, len(word.token.lower) - 2)]
    same = [actor for actor in word.speakers.coreference.actors if has_name(actor) and _surname(actor).startswith(stem)]
    return same[0] if len(same) == 1 else None


def _surname(actor: Actor) -> str:
    return ((actor.name.surname if actor.name else None) or "").lower().replace("ё", "е")


def pronoun(word: Word) -> Actor | None:
    """«добавил он», «по её словам»: who spoke last or is the subject of a later sentence; the own subject of «по его»."""
    if word.token.lower not in PRONOUNS:
        return None
    index = word.sentence.index
    others = _told_of(word)
    pairs = [(m, a) for m, a in word.speakers.people(word.position) if word.fits(a) and a not in others]
    subjects = [(m.sentence, actor) for m, actor in pairs if m.case == "Nom" and index - m.sentence <= 2]
    if word.token.lower in {"его", "ее"} and subjects and subjects[0][0] == index:
        return subjects[0][1]
    spoken = [(at, actor) for at, actor in word.speakers.spoken if 0 <= index - at <= 2]
    latest = [(at, actor) for at, actor in reversed(spoken) if word.fits(actor) and actor not in others][:1]
    order = sorted([*latest, *(pair for pair in subjects if pair[0] < index)], key=lambda pair: pair[0], reverse=True)
    near = [actor for m, actor in pairs if index - m.sentence <= NEAR]
    return next((actor for actor in (*(actor for _, actor in order), *near)), None)


def _told_of(word: Word) -> list[Actor]:
    """Whom the sentence of «он» names behind it: «Он заверил [министра], что …» means somebody else."""
    pairs = word.speakers.coreference.mentions(word.sentence.index)
    return [actor for mention, actor in pairs if word.token.lower in {"он", "она"} and mention.first > word.token.index]


def post_alone(word: Word) -> Actor | None:
    """«замминистра», «председатель»: the only named holder of such a post, or the one who spoke last."""
    own = next((actor for actor in word.own if actor.main), None)
    if own is None or own.main is None:
        return None
    reference = own.main[1]
    people = [actor for actor in word.people if not _names_another(word, actor)]
    for means in (may_mean, same_head, _is_part_of):
        holders = [actor for actor in people if any(means(reference, office) for _, office in actor.offices)]
        latest = [actor for actor in word.speakers.latest(word.sentence.index) if actor in holders]
        if latest or len(holders) == 1:
            return latest[0] if latest else holders[0]
    return None


def _is_part_of(reference: Office, office: Office) -> bool:
    """«консул» - «генконсул», «патриарх» - «католикос-патриарх»; a deputy is somebody else."""
    long = office.token.base
    return long.endswith(reference.token.base) and not long.startswith(("зам", "вице", "экс", "контр"))


def general_word(word: Word) -> Actor | None:
    """«эксперт», «наставник», «его собеседник»: the latest person whom such a word may mean."""
    known = table("speaker_references.tsv").get(word.base)
    if known is None or word.token.number == "Plur":
        return None
    recent, people = ([a for a in some if not _names_another(word, a)] for some in (word.recent, word.people))
    if word.base in HOSTS:
        return next(iter(people[::-1]), None)
    if known[0] == ANYBODY:
        return next(iter(recent), None) or _compatriot(word) or (_of_unknown_country(word) if word.country else None)
    stems = tuple(known[0].split(","))
    return next((actor for actor in (*recent, *people) if _has_post(actor, stems)), None)


def _compatriot(word: Word) -> Actor | None:
    """«французская гостья»: the only one of that country, whatever the gender of the foreign name."""
    same = [
        actor
        for _, actor in word.speakers.people(word.position)
        if word.country and actor.country and actor.country[0] == word.country
    ]
    return same[0] if len(same) == 1 else None


def _names_another(word: Word, actor: Actor) -> bool:
    """«эксперт «Финама»», «представитель Минобороны», «эксперт по рынку»: a complement that tells of somebody new."""
    known = {form for _, office in actor.offices for form in words_of(office)}
    for child in word.sentence.children(word.token):
        complement = child.relation in {"nmod", "appos", "flat"} and child.index > word.token.index
        words = word.sentence.subtree(child) if complement else ()
        if any(part.upos == "ADP" for part in words):
            return True
        if any(part.is_capitalised and not {part.lower, part.base} & known for part in words):
            return True
    return False


def _has_post(actor: Actor, stems: Sequence[str]) -> bool:
    return any(form.startswith(tuple(stems)) for _, office in actor.offices for form in words_of(office))


def word_beside_name(word: Word) -> Actor | None:
    """«улыбнулась импресарио» behind «импресарио Чжан Лэй»: the latest person whom the text has called so."""
    if word.token.upos != "NOUN" or word.token.number == "Plur":
        return None
    return next((actor for actor in word.people if any(_is_called(word, m) for m in actor.mentions)), None)


def _is_called(word: Word, mention: Mention) -> bool:
    if not mention.name or mention.position >= word.position:
        return False
    tokens = word.speakers.text.doc.sentences[mention.sentence].tokens
    before = tokens[max(0, min(mention.first, mention.name[0].index - 6)) : mention.name[0].index]
    if any(token.upos in {"VERB", "PUNCT"} for token in before[-3:]):
        return False
    return any(dictionary_lemma(token) == word.base for token in before)


def countryman(word: Word) -> Actor | None:
    """«ответил серб»: the latest person of that country; one whose country is not told may be meant."""
    if country_demonym(word.token) is None:
        return None
    return next(iter(word.recent), None) or _of_unknown_country(word)


def _of_unknown_country(word: Word) -> Actor | None:
    """«турецкий гость» behind «принял главу Измира Джемиля Тугая»: the latest person whose country the text does not tell."""
    for mention, actor in word.speakers.people(word.position):
        clause = mention.sentence == word.sentence.index and word.speakers.is_subject(mention)
        if actor.country is None and not clause and (word.gender is None or actor.gender in (word.gender, None)):
            return actor
    return None


RULES: list[Callable[[Word], Actor | None]] = [
    named_actor, elided, pronoun, name_in_apposition, surname_alone, post_alone, general_word, word_beside_name, countryman,
]  # fmt: skip
