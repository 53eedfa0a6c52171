"""What the service says to a visitor around a talk with a human."""

ASKED = "Je vraag om met een mens te praten is bewaard. {where} {wait} Ondertussen help ik je gewoon verder."
PLACE = "Je bent nummer {place} in de rij."
WAIT = "Wachten duurt meestal {minutes} minuten."
WAIT_ONE = "Wachten duurt meestal hoogstens een minuut."
WAIT_UNKNOWN = "Hoe lang het duurt, weet ik niet."
NOBODY = (
    "Je vraag om met een mens te praten is bewaard. Er is nu niemand aan dienst. "
    "Wil je snel iemand spreken? Bel gratis VDAB ({tel_vdab}) of {tel_overheid}."
)
NOBODY_AT_ALL = (
    "Je vraag om met een mens te praten is bewaard. Er leest nu nog niemand live mee. "
    "Wil je snel iemand spreken? Gebruik dan een van deze gratis kanalen."
)
TAKEN = "Je praat nu met {name} van {organisation}, een mens. Ik zwijg tot jullie klaar zijn."
PASSED_ON = "{name} neemt het gesprek over."
PASSED_ON_LATER = (
    "{name} neemt het gesprek over, maar is nu niet aan dienst. "
    "Antwoordt {name} niet binnen enkele minuten, dan sta je weer vooraan in de rij."
)
BACK_IN_QUEUE = "Je staat weer vooraan in de rij. Ondertussen help ik je gewoon verder."
CLOSED = (
    "Het gesprek met de begeleider is klaar. Vanaf nu antwoord ik weer, de digitale assistent. "
    'Wil je verder? Typ je vraag, of typ "vraag verder".'
)
WITHDRAWN = "Goed, je staat niet meer in de rij."
UNANSWERED = (
    "Er kon nu niemand antwoorden, sorry. Wat je vertelde, ben ik niet kwijt. "
    "Bel gratis VDAB ({tel_vdab}) of {tel_overheid}. Of vraag mij om je te laten terugbellen."
)
