// What is not lost: a text that is being typed stays in this tab until it is sent. Only who typed it sees it again.

const START = "begeleider-concept";
const FIELDS = ["bericht", "notitie"];
const me = document.body.dataset.wie || "";
const key = (field) => [START, location.pathname, me, field].join(":");

export function keepDraft(field) {
  try {
    if (field.value.trim()) sessionStorage.setItem(key(field.id), field.value);
    else sessionStorage.removeItem(key(field.id));
  } catch {
    // storage is blocked: the text is only in the field
  }
}

function forget(which) {
  try {
    for (const kept of Object.keys(sessionStorage)) {
      const [start, path, writer, field] = kept.split(":");
      if (start === START && which(path, writer, field)) sessionStorage.removeItem(kept);
    }
  } catch {
    // storage is blocked: nothing was kept
  }
}

/** The talk of this page is gone: what anybody typed about it goes too. */
export const forgetTalk = () => forget((path) => path === location.pathname);
/** Who signs out leaves nothing behind. */
export const forgetMine = () => forget((path, writer) => writer === me);
/** The message of this page is on its way. */
export const forgetMessage = () => forget((path, writer, field) => path === location.pathname && writer === me && field === "bericht");

/** Put back what was being typed, before what was typed since; a note that is there already is no draft. */
export function restoreDrafts() {
  const said = (text) => text.replace(/\s+/g, " ").trim();
  const kept = [...document.querySelectorAll(".notities li")].map((note) => said(note.textContent));
  for (const field of FIELDS.map((id) => document.getElementById(id)).filter(Boolean)) {
    field.addEventListener("input", () => keepDraft(field));
    try {
      const draft = sessionStorage.getItem(key(field.id)) || "";
      const done = field.id === "notitie" && draft && kept.some((note) => note.endsWith(said(draft)));
      if (!done && draft !== field.value) field.value = [draft, field.value].filter(Boolean).join("\n");
      keepDraft(field);
    } catch {
      return;
    }
  }
}
