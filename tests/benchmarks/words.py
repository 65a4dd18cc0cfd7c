"""Words that the articles of generated libraries are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """What sentences of a language are made of: common small words, nouns, and syllables."""

    code: str
    small: tuple[str, ...]
    nouns: tuple[str, ...]
    syllables: tuple[str, ...]
    of: str
    gap: str = " "
    stop: str = "."


def _language(code: str, small: str, nouns: str, syllables: str, **more: str) -> Language:
    words = (tuple(each.split()) for each in (small, nouns, syllables))
    return Language(code, *words, **more)


_LATIN = "ba ce di fo gu la me ni po ru sa te vi zo bran cler dost fren glim harn"

LANGUAGES = (
    _language(
        "en",
        "the of and to in a that was for on with by from at this which were after before over",
        "harbour council treaty bridge river minister engine harvest market winter observatory "
        "expedition railway canal museum glacier orchard printing compass lantern pavilion voyage",
        _LATIN,
        of="of",
    ),
    _language(
        "fr",
        "le la les de des et à en un une que qui pour dans sur par avec est après avant",
        "port conseil traité pont fleuve ministre moteur récolte marché hiver observatoire "
        "expédition chemin canal musée glacier verger imprimerie boussole lanterne pavillon école",
        _LATIN,
        of="de",
    ),
    _language(
        "de",
        "der die das und in zu den mit von für auf ist im dem nicht ein eine nach vor über",
        "Hafen Rat Vertrag Brücke Fluss Minister Motor Ernte Markt Winter Sternwarte Reise Bahn "
        "Kanal Museum Gletscher Obstgarten Druckerei Kompass Laterne Pavillon Größe",
        _LATIN,
        of="von",
    ),
    _language(
        "es",
        "el la los las de y en un una que por para con del al es sobre entre después antes",
        "puerto consejo tratado puente río ministro motor cosecha mercado invierno observatorio "
        "expedición ferrocarril canal museo glaciar huerto imprenta brújula linterna pabellón",
        _LATIN,
        of="de",
    ),
    _language(
        "ru",
        "и в на с по для из что как от за к до при после перед между его она они",
        "гавань совет договор мост река министр двигатель урожай рынок зима обсерватория поход "
        "канал музей ледник сад типография компас фонарь павильон плавание йод",
        "ба ве ги до жу за ки ло ма ни по ру се ту фи ха цо чу ша йе",
        of="и",
    ),
    _language(
        "ja",
        "の に は を た が で と し て",
        "東京 港 議会 条約 橋 川 大臣 機関 収穫 市場 冬 天文台 遠征 鉄道 運河 博物館 氷河 果樹園",
        "山 海 空 花 月 星 雨 風 雪 石 木 森 田 道 町 村",
        of="と",
        gap="",
        stop="。",
    ),
)

NAMES = ("Marie Curie", "Suez", "Lisbon", "Alexander von Humboldt", "Volta", "Potosí", "Panamá")
