"""The command highlight --jsonl on a long stream."""

from __future__ import annotations

import json
from typing import Any

from newsreader.highlight.highlight import mark

COUNT = 3000
BAD = 50
TEXTS = {
    "fr": "Le maire {name} a reçu {count} élèves à Lyon le 3 mai 2024.",
    "en": "Mayor {name} met {count} pupils in Leeds on 3 May 2024.",
    "de": "Bürgermeisterin {name} empfing am 3. Mai 2024 in Bremen {count} Kinder.",
    "ru": "Мэр {name} принял в Москве {count} школьников 3 мая 2024 года.",
    None: "{name}, {count} 😀\t\u2028",
}
BROKEN = (b"{", b"[]", b'{"id": 1}', b'"Paris"', b'{"text": "x", "language": "french"}', b"\xff")


def asked(number: int) -> dict[str, Any]:
    languages = list(TEXTS)
    language = languages[number % len(languages)]
    text = TEXTS[language].format(name=f"Anna Berg{'aeiou'[number % 5]}r", count=number)
    line: dict[str, Any] = {"id": f"line {number}" if number % 2 else number, "text": text}
    return line if language is None else {**line, "language": language}


def test_thousands_of_lines_are_answered_one_by_one(cli):
    """Each line is answered before the next is sent; what is no request is told, in one line."""
    bad = 0
    with cli.start("highlight", "--jsonl") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        for number in range(1, COUNT + 1):
            if number % BAD == 0:
                process.stdin.write(BROKEN[bad % len(BROKEN)] + b"\n")
                process.stdin.flush()
                told = process.stderr.readline().decode()
                assert told.startswith(f"newsreader: highlight: line {number}: ")
                bad += 1
                continue
            line = asked(number)
            process.stdin.write(json.dumps(line).encode() + b"\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            marks = mark("", line["text"], language=line.get("language"))
            spans = [(m["start"], m["end"], m["kind"]) for m in answer["mentions"]]
            assert list(answer) == ["id", "language", "mentions"]
            assert (answer["id"], answer["language"]) == (line["id"], marks.language)
            assert spans == [(m.start, m.end, m.kind) for m in marks.mentions]
        process.stdin.close()
        assert process.wait(60) == 1
        assert process.stdout.read() == b""
        assert process.stderr.read() == b""
    assert bad == COUNT // BAD


def test_a_stream_sent_at_once_is_answered_in_order(cli):
    """Where nobody waits for answers, they come in the order of the lines, none is lost."""
    lines = [json.dumps(asked(number)) for number in range(COUNT)]
    answers = cli.run("highlight", "--jsonl", stdin="\n".join(lines)).json_lines
    assert [answer["id"] for answer in answers] == [json.loads(line)["id"] for line in lines]
