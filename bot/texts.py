"""What the service itself says to a visitor. The dialogue's texts live with the actions and the knowledge."""

OPENING_KNOWN = "Ik kreeg deze gegevens over jou mee: {feiten}. Mag ik ze gebruiken?"
OPENING_CHOICES = (("Ja, gebruik ze", "true"), ("Nee, vergeet ze", "false"))
APOLOGY = (
    "Sorry, daar ging bij mij iets mis. Wat je eerder vertelde, ben ik niet kwijt. "
    "Probeer het nog eens, of typ \u201cik wil iemand spreken\u201d."
)
NO_WORDS = "Daar heb ik geen antwoord op. Kan je het anders zeggen? Of typ \u201cik wil iemand spreken\u201d."
TOO_LONG = (
    "Je bericht is erg lang. Ik las {limit} tekens: het begin en het einde. "
    "Vertel de rest gerust in een kort bericht."
)
MAIL_SUBJECT = "Je overzicht van Loopbaanwijzer"
MAIL_BODY = (
    "Dag,\n\nJe vroeg om je overzicht van Loopbaanwijzer. Het zit als PDF bij deze mail.\n\n"
    "Het is een hulp, geen beslissing. Kijk de voorwaarden na voor je inschrijft of aanvraagt.\n"
    "Vroeg jij dit niet? Dan mag je deze mail weggooien: wij bewaren je adres niet.\n"
)
MAIL_SENT = "Je overzicht is verstuurd. Kijk ook bij je ongewenste mail."
CHANGED_FACTS = "Pas aan: {feiten}."
WIPED_FACTS = "Wis: {namen}."
UNKNOWN_CHOICE = "Deze keuze hoort niet bij de vraag van nu. Kies een van de knoppen, of typ je antwoord."
