// Build elements from text. Everything goes in as text, never as HTML.

/** An element with a class and children (text or elements). */
export function make(tag, className = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** A button with an action. */
export function button(title, className, action) {
  const element = make("button", className, title);
  element.type = "button";
  element.addEventListener("click", action);
  return element;
}

/** A link, only for web addresses and phone numbers. */
export function link(url, title) {
  if (!/^(https?:\/\/|tel:)/i.test(url || "")) return document.createTextNode(title || url || "");
  const element = make("a", "", title || url);
  element.href = url;
  if (!url.startsWith("tel:")) {
    element.target = "_blank";
    element.rel = "noopener noreferrer";
    element.append(make("span", "sr-only", " (opent in een nieuw venster)"));
  }
  return element;
}

const INLINE = /\*\*(.+?)\*\*|(https?:\/\/[^\s<>"')]*[^\s<>"').,;:!?])/g;
const ITEM = /^\s*(?:[-•]|\d+[.)])\s+/;
const NUMBERED = /^\s*\d+[.)]\s+/;

/** Text of the bot with **bold** and web addresses, as a list of nodes. */
function inline(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(text.slice(end, match.index));
    nodes.push(match[1] ? make("strong", "", match[1]) : link(match[2]));
    end = match.index + match[0].length;
  }
  return [...nodes, text.slice(end)].filter((node) => node !== "");
}

/** A message of the bot: paragraphs, line breaks, lists ("- " or "1. "), **bold**. */
export function rich(text) {
  const blocks = [];
  let list = null;
  let paragraph = null;
  for (const line of String(text).split("\n")) {
    if (ITEM.test(line)) {
      const kind = NUMBERED.test(line) ? "ol" : "ul";
      if (!list || list.localName !== kind) blocks.push((list = make(kind)));
      list.append(make("li", "", ...inline(line.replace(ITEM, ""))));
      paragraph = null;
    } else if (!line.trim()) {
      list = paragraph = null;
    } else if (paragraph) {
      paragraph.append(make("br"), ...inline(line));
    } else {
      list = null;
      blocks.push((paragraph = make("p", "", ...inline(line))));
    }
  }
  return blocks;
}
