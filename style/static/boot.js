// Wakes the islands of a page. Loaded only on pages that hold one, as a file (the content security policy allows no
// inline script); the hashed names of the other files stand in the attributes of its own <script> element: two with the islands of most
// pages, and two with those of forms besides.
// The walk follows the island loader of Leptos 0.8.23 (leptos/src/hydration/island_script.js, MIT).
const me = document.querySelector("script[data-wasm]");

// Whether a form on this page has islands of its own (app/src/islands/forms).
const FORMS = /^(Counter|LiveForm|Upload)_/;

async function start() {
  const islands = [...document.querySelectorAll("leptos-island")];
  const forms = islands.some((island) => FORMS.test(island.dataset.component));
  const { js, wasm, formsJs, formsWasm } = me.dataset;
  // Both are on their way at once.
  const bytes = fetch(forms ? formsWasm : wasm);
  const mod = await import(forms ? formsJs : js);
  await mod.default({ module_or_path: bytes });
  mod.hydrate();
  const owners = [];
  async function walk(node) {
    const tag = node.localName;
    if (tag === "leptos-island") {
      const wake = mod[node.dataset.component];
      if (wake) {
        const owner = owners[owners.length - 1];
        if (owner) owner();
        await wake(node);
      }
    }
    if (tag === "leptos-children") owners.push(node.$$on_hydrate);
    for (const child of [...node.children]) await walk(child);
    if (tag === "leptos-children") owners.pop();
  }
  await walk(document.body);
  document.documentElement.dataset.islands = "awake";
}

// The page works without this; it may wait until the browser has nothing better to do, or until the reader touches a field.
let started = false;
const once = () => {
  if (!started) {
    started = true;
    start();
  }
};
addEventListener("focusin", once, { once: true });
if ("requestIdleCallback" in window) requestIdleCallback(once, { timeout: 2000 });
else setTimeout(once, 200);
