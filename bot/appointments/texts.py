"""What the service says to a visitor about an appointment, and the words of its calendar file."""

CHOOSE = "Wanneer past het? Dit zijn de eerste vrije momenten. Je mag ook een dag of een uur typen."
FITTING = "Dit past bij wat je vroeg. Kies een moment, of typ een andere dag."
NOT_FITTING = "Dan is er niets vrij. Dit komt het dichtst in de buurt."
NOT_FOUND = "Bij de eerste vrije momenten past er geen. Dit komt het dichtst in de buurt."
NONE_FREE = (
    "Er is nu geen vrij moment. Je kan bellen naar VDAB ({tel_vdab}) of {tel_overheid}. Dat is gratis."
)
TAKEN = "Dat moment is net weg, sorry. Kies een ander."
HAS_ONE = "Je hebt al een afspraak."
MADE = (
    "Je afspraak staat vast: {moment}, bij {organisatie}. {waar} "
    "Je code is **{code}**. Zeg die bij het begin."
)
MOVED = "Je afspraak is verplaatst naar {moment}, bij {organisatie}. {waar} Je code blijft **{code}**."
CANCELLED = "Je afspraak van {moment} gaat niet door. Het moment is weer vrij."
NO_APPOINTMENT = "Je hebt nu geen afspraak."
SHARES_NOTHING = "Goed, de begeleider ziet niets meer van wat je mij vertelde. Je afspraak blijft."
MOVED_BY_THEM = (
    "{naam} van {organisatie} verplaatste je afspraak naar {moment}. {waar} "
    "Past dat niet? Typ dan \u201cmaak een afspraak\u201d."
)
CANCELLED_BY_THEM = (
    "{naam} van {organisatie} kan niet op {moment}. Je afspraak gaat niet door, sorry. "
    "Wil je een ander moment? Typ dan \u201cmaak een afspraak\u201d."
)
CALL_WITHDRAWN = "Goed, niemand belt je terug. Je nummer is gewist."
NO_CALL = "Er stond geen telefoontje meer klaar."
WHERE = {
    "telefoon": "De begeleider belt je op {nummer}.",
    "video": "Je praat via video. {plaats}",
    "ter_plaatse": "Je gaat ter plaatse: {plaats}.",
}
CHANNELS = {"telefoon": "je wordt gebeld", "video": "video", "ter_plaatse": "ter plaatse"}
MOVE, CANCEL, SHARE_NOTHING = "Verplaats mijn afspraak", "Zeg mijn afspraak af", "Geef niets meer mee"
CARD = "Afspraak met {organisatie}"
CARD_TEXT = "{moment}, {minuten} minuten. Code {code}."
ICS_TITLE = "Gesprek met {organisatie}"
ICS_TEXT = "{waar}\nJe code: {code}. Verplaatsen of afzeggen doe je in Loopbaanwijzer."
