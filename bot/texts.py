"""What the service itself says to a visitor. The dialogue's texts live with the actions and the knowledge."""

OPENING_KNOWN = "Dit weet ik al over jou: {feiten}. Klopt er iets niet? Zeg het gerust."
APOLOGY = (
    "Sorry, daar ging bij mij iets mis. Wat je eerder vertelde, ben ik niet kwijt. "
    "Probeer het nog eens, of typ \u201cik wil iemand spreken\u201d."
)
NO_WORDS = "Daar heb ik geen antwoord op. Kan je het anders zeggen? Of typ \u201cik wil iemand spreken\u201d."
TOO_LONG = (
    "Je bericht is erg lang. Ik las {limit} tekens: het begin en het einde. "
    "Vertel de rest gerust in een kort bericht."
)
CHANGED_FACTS = "Pas aan: {feiten}."
WIPED_FACTS = "Wis: {namen}."
UNKNOWN_CHOICE = "Deze keuze hoort niet bij de vraag van nu. Kies een van de knoppen, of typ je antwoord."
