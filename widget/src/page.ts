// The page that is nothing but the talk: what stands behind the ? of its address goes to the component.

const NAMES = ["ingang", "peildatum", "thema", "taalniveau", "context"];
const asked = new URLSearchParams(location.search);
const element = document.querySelector("loopbaan-wijzer");
for (const name of NAMES) {
  const value = asked.get(name);
  if (value) element?.setAttribute(name, value);
}
