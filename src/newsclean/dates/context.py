"""What the words around a date say: whose date it is, and whether the string is prose that only mentions one."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.dates.lexicon import OTHER, lexicon
from newsclean.dates.tokens import Token
from newsclean.model.date import DateRole

_MARKS = "|"
"""Cut a line into statements that do not speak of each other."""

_CASELESS_LETTERS = 14
"""Unknown letters that make a statement prose in a script without cases; labels and names of authors are shorter."""


_CASELESS_LABELLED = 30
"""The same where a label stands before the date: names, a paper and its page may follow."""

_BARE_LABELS = frozenset({"dated", "vom", "date", "datum", "data", "fecha", "tarih", "дата"})
_SYMBOLS = frozenset("$€£¥₹§#№%")
"""Before or after a number, these make it a price, a section or a count."""

_KOREAN_ENDINGS = ("에서", "에는", "했다", "이다", "였다")
"""Particles and endings that only words of a sentence have: "in", "was"."""

_RUN_ON = 6
"""Letters of Chinese or Japanese that follow a date without a blank and make it the start of a sentence."""


def label_before(tokens: Sequence[Token], begin: int, end: int) -> tuple[DateRole, int, int] | None:
    """The last label in tokens[begin:end] with its tokens; the one that governs a date at `end`."""
    words = lexicon()
    found: tuple[DateRole, int, int] | None = None
    index = begin
    while index < end:
        fold = tokens[index].fold
        best = None
        if fold and fold.partition(" ")[0] in words.longest_role:
            best = _longest_label(tokens, index, end)
        if best is None:
            index += 1
            continue
        found = (words.roles[best[1]], index, best[0])
        index = best[0]
    return found


def _longest_label(tokens: Sequence[Token], index: int, end: int) -> tuple[int, str] | None:
    words = lexicon()
    fold = tokens[index].fold
    longest = words.longest_role.get(fold.partition(" ")[0], 0)
    best = (index + 1, fold) if fold in words.roles else None
    position, size = index + 1, fold.count(" ") + 1
    while size < longest and position < end:
        skipped = 0
        while position < end and tokens[position].kind in " .-'_" and skipped < 2:
            position += 1
            skipped += 1
        if position >= end or not tokens[position].fold:
            break
        fold += " " + tokens[position].fold
        size += tokens[position].fold.count(" ") + 1
        position += 1
        if fold in words.roles:
            best = (position, fold)
    return best


def role_of(tokens: Sequence[Token], begin: int, start: int, end: int, stop: int) -> DateRole | None:
    """The role that a date at tokens[start:end] has, between the dates that end at `begin` and start at `stop`."""
    label = label_before(tokens, begin, start)
    if label is not None:
        role, label_start, label_end = label
        between = [token for token in tokens[label_end:start] if token.kind not in " :.-,?()'\"|"]
        if role in {"event", "other"}:
            if (
                any(token.kind in _MARKS for token in tokens[label_end:start])
                or sum(t.kind == OTHER for t in between) > 2
            ):
                return None
            return role
        if begins_rules(tokens, begin, label_start) or any(token.fold in lexicon().rules for token in between):
            return "other"
        if label_start > begin and role == "published" and tokens[label_start].fold in _BARE_LABELS:
            # "File photo dated 3 May": what is dated is named before.
            named = label_before(tokens, begin, label_start)
            if named is not None and named[0] in {"event", "other"} and label_start - named[2] <= 2:
                return named[0]
            if _is_compound(tokens, begin, label_start):
                return "other"
        if tokens[label_end - 1].fold == "wurde":
            # "Dieser Beitrag wurde am 3. März 2021 aktualisiert": German says at the end what was done.
            done = (lexicon().roles.get(token.fold) for token in tokens[end:stop])
            return next((role for role in done if role in {"published", "modified"}), None)
        # "Updated by Jane Doe on 3 May": names may stand between, a statement of its own may not change the role.
        if sum(token.kind == OTHER for token in between) <= 6 and label_start >= begin:
            if role == "published" and _is_imprint(between, tokens[start:end]):
                return "other"
            # "16.05.2018 | Stand: 17.05.2018": the state of a text after the day that it appeared on.
            return "modified" if begin and tokens[label_start].fold == "stand" else role
        return None
    return "event" if _is_deadline(tokens, begin, start, end) else _role_behind(tokens, end, stop)


def _role_behind(tokens: Sequence[Token], end: int, stop: int) -> DateRole | None:
    """The role that a label behind a date gives it, where no other date follows: "2017/11/15 17:56 更新"."""
    position = end
    while position < stop and tokens[position].kind in " ()":
        position += 1
    if position < stop and tokens[position].fold:
        if stop == len(tokens) and tokens[position].fold in lexicon().replies and _is_last(tokens, position):
            return "other"
        best = _longest_label(tokens, position, stop)
        beside = position == end or not best[1].isascii() if best is not None else False
        if best is not None and beside and lexicon().roles[best[1]] in {"event", "other"}:
            return lexicon().roles[best[1]]  # "1945年5月3日生まれ"
        if best is not None and lexicon().roles[best[1]] in {"modified", "published"}:
            rest = tokens[best[0] : stop]
            if (
                stop == len(tokens)
                and not any(token.kind in ":dyP" for token in rest)
                and not any(token.kind == OTHER for token in rest)
            ):
                return lexicon().roles[best[1]]
    return None


def _is_compound(tokens: Sequence[Token], begin: int, label: int) -> bool:
    """Whether a word of its own stands before "date" in small letters: "Renewal date". Not "Jane Doe Date:"."""
    if tokens[label].text != "date" or label - 2 < begin or tokens[label - 1].kind != " ":
        return False
    word = tokens[label - 2]
    return word.kind == OTHER and word.fold not in lexicon().byline and word.fold not in lexicon().roles


def _is_last(tokens: Sequence[Token], index: int) -> bool:
    return not any(token.fold or token.kind in "dy" for token in tokens[index + 1 :])


_UNTIL = frozenset({"by", "from", "von", "do"})
"""Before a day these make it a deadline or a start: "By Monday, 3 May 2021". Before a name they make a byline."""


def _is_deadline(tokens: Sequence[Token], begin: int, start: int, end: int) -> bool:
    """Whether a statement begins with such a word and nothing but a blank stands before a day without a clock.

    Where a template printed no author, a mark stands between, or a clock behind: "By | Monday, 3 May 2021 05:56 PM".
    """
    if start < begin + 2 or tokens[start - 1].kind != " " or tokens[start - 2].fold not in _UNTIL:
        return False
    opens = start - 2 == begin or tokens[start - 3].kind not in " ,"
    return (
        opens
        and "W" in [token.kind for token in tokens[start:end]]
        and not any(token.kind in ":hP" for token in tokens[start:end])
    )


def _is_imprint(between: Sequence[Token], date: Sequence[Token]) -> bool:
    """Whether a name stands between the label and a month: "Published by Penguin, May 1999" is a book."""
    return not any(token.kind == "d" for token in date) and any(
        token.kind == OTHER and token.text[:1].isupper() for token in between
    )


def begins_rules(tokens: Sequence[Token], begin: int, label: int) -> bool:
    """Whether a label speaks of a text of the site itself: "Privacy policy updated", "Terms of service (updated"."""
    rules = lexicon().rules
    words = 0
    for index in range(label - 1, begin - 1, -1):
        if tokens[index].kind in _MARKS or words > 3:
            return False
        if tokens[index].fold:
            words += 1
            if tokens[index].fold in rules:
                return True
    return False


def is_prose(tokens: Sequence[Token], begin: int, start: int, end: int, stop: int, *, weak: bool) -> bool:
    """Whether a date at tokens[start:end] stands in a sentence, or after a word that makes its number something else.

    Args:
        tokens: the tokens of the string.
        begin: the token after the date before it, or 0.
        start: its first token.
        end: the token after it.
        stop: the first token of the date after it, or the number of tokens.
        weak: the date lacks its day or its year, so that less around it makes it prose.
    """
    words = lexicon()
    left = start
    while left > begin and not _cuts(tokens, left - 1):
        left -= 1
    right = end
    while right < stop and not _cuts(tokens, right):
        right += 1
    before, after = tokens[left:start], tokens[end:right]
    if _is_of_life(tokens, start, end) or _runs_on(tokens, end) or _is_quantity(tokens, start, end):
        return True
    label = label_before(tokens, left, start)
    labelled = label is not None and label[0] == "published" and label[2] >= start - 2
    if not labelled and (_refused(before) or _refused(tokens[max(begin, start - 3) : start])):
        return True
    if label is not None:
        before = [*tokens[left : label[1]], *tokens[label[2] : start]]
    trailing = label_before(tokens, end, right)
    unknown_before = _unknown(before)
    unknown_after = _unknown(after[: trailing[1] - end] if trailing is not None else after)
    if _is_dateline(before, after):
        return False
    lower_before = [token for token in unknown_before if token.text[:1].islower()]
    lower_after = [token for token in unknown_after if token.text[:1].islower()]
    caseless = sum(
        len(t.text) for t in (*unknown_before, *unknown_after) if not t.text[:1].islower() and not t.text[:1].isupper()
    )
    if weak:
        # "12 March Street": a word right after it makes half a date a name.
        if (
            len(after) > 1
            and after[0].kind == " "
            and after[1].kind == OTHER
            and after[1] in unknown_after
            and label is None
        ):
            return True
        allowed = 0 if tokens[start:end] and all(t.kind != "d" for t in tokens[start:end]) else 4
        if label is None and len(unknown_before) + len(unknown_after) > allowed:
            return True
    if label is not None and label[0] in {"published", "modified"} and len(lower_before) <= 2:
        # "This entry was posted on 3 March 2021 and is filed under": a sentence, but about the text itself.
        about_itself = tokens[label[2] - 1].fold == "wurde" or tokens[label[1]].fold in {"this", "dieser"}
        return (len(lower_after) > 3 and not about_itself) or caseless > _CASELESS_LABELLED
    if words.byline and lower_before and len(lower_before) + len(lower_after) >= 1:
        return True
    return len(lower_after) >= 2 or caseless > _CASELESS_LETTERS + 10 * (label is not None)


def _is_of_life(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a sign of birth or death stands before a date: "† 3. März 2021", "(* 3. Mai 1945"."""
    back = start - 1
    while back >= 0 and tokens[back].kind == " ":
        back -= 1
    if back < 0 or tokens[back].text not in {"*", "†"}:
        return False
    # A star is a bullet, too.
    opened = back > 0 and tokens[back - 1].text == "("
    return (
        tokens[back].text == "†"
        or opened
        or any(token.text == "†" or token.fold == "in" for token in tokens[end : end + 6])
    )


def _is_quantity(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a sign of money, of a section or of copyright makes the number something else."""
    before = [token.text for token in tokens[max(0, start - 2) : start] if token.kind != " "]
    after = [token.text for token in tokens[end : end + 2] if token.kind != " "]
    if (before and before[-1] in _SYMBOLS) or (after and after[0] in _SYMBOLS - {"#", "$", "§"}):
        return True
    return any(token.text == "©" for token in tokens[max(0, start - 12) : start])


def _runs_on(tokens: Sequence[Token], end: int) -> bool:
    """Whether a script without blanks and cases goes on right after a date, as sentences do and labels do not."""
    index = end
    if index < len(tokens) and tokens[index].text == ",":
        index += 1
    if any(token.text.endswith(_KOREAN_ENDINGS) for token in tokens[end : end + 6] if not token.text.isascii()):
        return True
    if index >= len(tokens) or tokens[index].kind != OTHER or tokens[index].fold in lexicon().roles:
        return False
    text = tokens[index].text
    if not "\u3040" <= text[0] <= "\u9fff":
        return False
    return len(text) >= _RUN_ON or (index == end and text[0] in "にはの")


def _cuts(tokens: Sequence[Token], index: int) -> bool:
    kind, text = tokens[index].kind, tokens[index].text
    if kind in _MARKS or text in {";", "\n", "/", "\\", "»", "›", "→", "●", "■", "—"}:
        return True
    blank_before = index > 0 and tokens[index - 1].kind == " "
    return kind == "-" and blank_before and index + 1 < len(tokens) and tokens[index + 1].kind == " "


def _unknown(tokens: Sequence[Token]) -> list[Token]:
    words = lexicon()
    return [
        token
        for index, token in enumerate(tokens)
        if token.kind == OTHER
        and token.fold not in words.byline
        and token.fold not in words.roles
        # "@jane": the name of an account.
        and not (index and tokens[index - 1].text == "@")
    ]


def _refused(before: Sequence[Token]) -> bool:
    """A word such as "Tel." or "ISBN" right before the number, or a street's: "Rue du 8 mai"."""
    words = lexicon()
    near = True
    for token in reversed(before[-6:]):
        if token.fold:
            if token.fold in words.streets or (near and token.fold in words.refuse):
                return True
            if token.kind not in "cbjk" and token.fold not in {"du", "des"}:
                return False
            near = False
        elif token.kind in "dytsn?,|":
            return False
    return False


def _is_dateline(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """WASHINGTON, August 24 (Reuters) - prose may follow."""
    names = [token for token in before if token.kind == OTHER]
    if not names or len(names) > 4:
        return False
    shape = "".join(token.kind for token in after[:8]).lstrip()
    if all(token.text.isupper() for token in names):
        return shape[:1] in {"(", "", ".", ":"}
    return False
