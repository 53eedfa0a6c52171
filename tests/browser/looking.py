"""What the tests look at through JavaScript: every function sees the shadow roots too."""

from __future__ import annotations

ALL = """const every = (root = document) => [...root.querySelectorAll('*')].flatMap((e) =>
  [e, ...(e.shadowRoot ? every(e.shadowRoot) : [])]);
const up = (e) => e.parentElement || (e.getRootNode().host ?? null);"""

# The lowest contrast between the text of an element and the first opaque background behind it.
CONTRAST = (
    "() => {"
    + ALL
    + """
  const parse = (c) => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    for (; e; e = up(e)) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length && (c.length < 4 || c[3] === 1)) return c;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const e of every()) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !e.checkVisibility() || e.closest('.unseen, head, style, script, option')) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push(e.tagName + '.' + e.className + ' ' + ratio.toFixed(2));
  }
  return found;
}"""
)

NAMELESS = (
    "() => {"
    + ALL
    + """
  return every().filter((e) => e.matches('button, a, textarea, summary, progress, input, select'))
    .filter((e) => !(e.textContent.trim() || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')
      || (e.labels && e.labels.length))).map((e) => e.outerHTML);
}"""
)

IDS = "() => {" + ALL + "return every().filter((e) => e.id).map((e) => e.id); }"

# In the test of the focus: the element that has it, and how many can have it.
FOCUSED = (
    "let e = document.activeElement; while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;"
    " const b = e.getBoundingClientRect();"
)
PLACE = "() => {" + FOCUSED + " return `${e.tagName} ${e.textContent} ${b.x} ${b.width}`; }"
OUTLINE = (
    "() => {" + FOCUSED + " return e === document.body ? 3 : parseFloat(getComputedStyle(e).outlineWidth); }"
)
STOPS = (
    "() => {" + ALL + " return every().filter((e) => e.matches('button, textarea, summary, a[href], input')"
    " && e.checkVisibility() && !e.disabled).length; }"
)

MOVING = (
    "() => {" + ALL + "return every().filter((e) => getComputedStyle(e).animationName !== 'none').length; }"
)

# Controls that are smaller than a finger: width or height under 44, and 24 for what stands apart in a text.
SMALL = (
    "() => {"
    + ALL
    + """
  return every().filter((e) => e.matches('button, textarea, summary, input, select, a[href]')
      && e.checkVisibility() && !e.matches('.message > p > a, .message > ul a, .message > ol a'))
    .map((e) => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => box.width && (e.matches('summary, a, .small')
      ? box.height < 24 : Math.min(box.width, box.height) < 44))
    .map(([e, box]) => `${e.tagName}.${e.className} ${e.textContent} ${box.width}x${box.height}`);
}"""
)

# What axe-core finds wrong; its own script is on the page already.
RUN_AXE = """async () => {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}});
  return found.violations.map((v) => `${v.id}: ${v.help}: ` +
    v.nodes.map((n) => n.target.join(' ')).join(' | '));
}"""
