// Filters, keys and the card of one block. Text from the document only ever goes through textContent.
"use strict";

const card = document.getElementById("card");
const documents = [...document.querySelectorAll(".doc")];
let pinned = null; // the block chosen last, by key, click or tap
let pinnedOpen = false; // whether its card stays when the pointer has gone
let timer = 0;

const el = (name, text, className) => {
  const node = document.createElement(name);
  if (text !== undefined) node.textContent = text;
  if (className) node.className = className;
  return node;
};
const current = () => documents.find((doc) => !doc.hidden);
const blocksOf = (doc) => doc.getElementsByClassName("b");
// Told by the filters and not by computed styles, which would lay out what is out of sight.
const shown = (block) => {
  const filters = block.closest(".blocks").classList;
  return !block.hidden && !filters.contains(`no-${block.dataset.fate}`) &&
    (!filters.contains("only-edited") || block.classList.contains("edited"));
};
const announce = (doc) => {
  const blocks = [...blocksOf(doc)];
  doc.querySelector("output").textContent = `${blocks.filter(shown).length} of ${blocks.length} blocks shown`;
};

// The card: what became of a block, and why.
function fill(block) {
  const list = el("dl");
  const row = (term, value, className) => {
    if (!value) return;
    list.append(el("dt", term));
    const dd = el("dd", value, className);
    dd.dir = "auto";
    list.append(dd);
  };
  const { fate, by, field, reason, note, where, about, edits } = block.dataset;
  row("Fate", fate === "used" ? `used for ${field}` : fate);
  row("By", by, "code");
  row("Reason", reason, "code");
  row("Evidence", note);
  for (const edit of edits ? edits.split("\n") : []) row("Edited", edit);
  row("Where", where, "code");
  row("Block", about);
  card.replaceChildren(list);
}
function place(block) {
  const box = block.getBoundingClientRect();
  const height = card.offsetHeight;
  const below = box.bottom + height + 8 < innerHeight || box.top < height + 8;
  card.style.top = `${scrollY + (below ? box.bottom + 4 : box.top - height - 4)}px`;
  card.style.left = `${scrollX + Math.max(8, Math.min(box.left + 48, innerWidth - card.offsetWidth - 16))}px`;
}
function show(block) {
  clearTimeout(timer);
  fill(block);
  card.hidden = false;
  place(block);
}
function hide() {
  clearTimeout(timer);
  pinnedOpen = false;
  card.hidden = true;
}
function leave() {
  clearTimeout(timer);
  if (card.hidden) return;
  timer = setTimeout(() => (pinnedOpen ? show(pinned) : hide()), 250);
}
function pin(block, focus = true) {
  if (pinned) {
    pinned.classList.remove("on");
    pinned.tabIndex = -1;
    pinned.removeAttribute("aria-describedby");
  }
  pinned = block;
  block.classList.add("on");
  block.tabIndex = 0;
  block.setAttribute("aria-describedby", "card");
  if (focus) {
    block.scrollIntoView({ block: "nearest" });
    block.focus({ preventScroll: true });
  }
  pinnedOpen = true;
  show(block);
}

// Jumping from block to block.
function step(forward, wanted = () => true) {
  const blocks = [...blocksOf(current())];
  const from = pinned && blocks.indexOf(pinned);
  const range = forward
    ? blocks.slice(from === null || from < 0 ? 0 : from + 1)
    : blocks.slice(0, from === null || from < 0 ? 0 : from).reverse();
  const next = range.find((block) => shown(block) && wanted(block));
  if (next) {
    next.scrollIntoView({ block: "center", behavior: "instant" });
    pin(next);
  }
}
const touched = (block) => block.dataset.fate !== "kept" || block.classList.contains("edited");
const alike = (block) => pinned && block.dataset.fate === pinned.dataset.fate && block.dataset.by === pinned.dataset.by;

// Filters.
function filter(doc) {
  const area = doc.querySelector(".blocks");
  for (const box of doc.querySelectorAll("[data-show]")) area.classList.toggle(`no-${box.dataset.show}`, !box.checked);
  area.classList.toggle("only-edited", doc.querySelector("[data-edited]").checked);
  const [what, name] = doc.querySelector("[data-who]").value.split(":");
  for (const block of blocksOf(doc)) {
    const { by, field, fate, editors } = block.dataset;
    block.hidden =
      (what === "by" && !(fate === "removed" && by === name)) ||
      (what === "for" && !(fate === "used" && field === name)) ||
      (what === "edit" && !(editors || "").split(" ").includes(name));
  }
  if (pinned && !shown(pinned)) hide();
  announce(doc);
}
function reset(doc) {
  for (const box of doc.querySelectorAll("[data-show]")) box.checked = true;
  doc.querySelector("[data-edited]").checked = false;
  doc.querySelector("[data-who]").value = "";
  filter(doc);
}

// Input against output: the second column is made when it is first asked for.
function split(doc, on) {
  if (on && !doc.querySelector(".o")) {
    for (const block of blocksOf(doc)) {
      if (block.dataset.fate !== "kept") continue;
      const output = block.querySelector(".t").cloneNode(true);
      output.className = "o";
      for (const gone of output.querySelectorAll("del")) gone.remove();
      for (const put of output.querySelectorAll("ins")) put.replaceWith(...put.childNodes);
      block.append(output);
    }
  }
  doc.classList.toggle("split", on);
  doc.querySelector("[data-split]").setAttribute("aria-pressed", String(on));
  if (!card.hidden && pinned) place(pinned);
}

// One document at a time, chosen by the address.
function open() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const wanted = (target && target.closest(".doc")) || current() || documents[0];
  for (const doc of documents) doc.hidden = doc !== wanted;
  announce(wanted);
  for (const link of document.querySelectorAll(".top nav a")) {
    if (link.hash === `#${wanted.id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  if (target === wanted) scrollTo(0, 0);
  if (target && target.classList.contains("b")) {
    if (!shown(target)) reset(wanted);
    target.scrollIntoView({ block: "center", behavior: "instant" });
    pin(target);
  }
}

for (const doc of documents) {
  doc.classList.add("live");
  doc.querySelector(".tools").hidden = false;
  const first = blocksOf(doc)[0];
  if (first) first.tabIndex = 0;
  doc.addEventListener("change", (event) => {
    if (event.target.matches("[data-show], [data-edited], [data-who]")) filter(doc);
  });
  doc.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) {
      if (button.dataset.step) step(button.dataset.step === "next", touched);
      else if (button.hasAttribute("data-reset")) reset(doc);
      else if (button.hasAttribute("data-split")) split(doc, !doc.classList.contains("split"));
      return;
    }
    const link = event.target.closest("a");
    if (link) {
      if (link.hash === location.hash) open();
      return;
    }
    const piece = event.target.closest("[data-block]");
    const block = piece ? document.getElementById(piece.dataset.block) : event.target.closest(".b");
    if (piece && block) block.scrollIntoView({ block: "center", behavior: "instant" });
    if (block && getSelection().isCollapsed) pin(block, true);
  });
  doc.addEventListener("focusin", (event) => {
    if (event.target.classList.contains("b") && event.target !== pinned) pin(event.target, false);
  });
  doc.addEventListener("mouseover", (event) => {
    const block = event.target.closest(".b");
    clearTimeout(timer);
    if (block && matchMedia("(hover: hover)").matches) timer = setTimeout(show, 150, block);
  });
  doc.addEventListener("mouseout", leave);
}
card.addEventListener("mouseover", () => clearTimeout(timer));
card.addEventListener("mouseout", leave);
document.addEventListener("click", (event) => {
  if (!event.target.closest(".b, .card, [data-block], button, a")) hide();
});

const keys = {
  j: () => step(true), k: () => step(false),
  n: () => step(true, touched), p: () => step(false, touched),
  s: () => step(true, alike), S: () => step(false, alike),
  1: (doc) => toggle(doc, "kept"), 2: (doc) => toggle(doc, "used"), 3: (doc) => toggle(doc, "removed"),
  4: (doc) => { const box = doc.querySelector("[data-edited]"); box.checked = !box.checked; filter(doc); },
  0: (doc) => reset(doc),
  f: (doc) => doc.querySelector("[data-who]").focus(),
  v: (doc) => split(doc, !doc.classList.contains("split")),
};
function toggle(doc, fate) {
  const box = doc.querySelector(`[data-show=${fate}]`);
  box.checked = !box.checked;
  filter(doc);
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    hide();
    for (const help of document.querySelectorAll(".keys[open]")) help.open = false;
    return;
  }
  const doc = current();
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select, input[type=text]")) return;
  const onBlock = event.target.classList.contains("b");
  if (onBlock && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    step(event.key === "ArrowDown");
  } else if (Object.hasOwn(keys, event.key) && doc.querySelector("[data-keys]").checked) {
    event.preventDefault();
    keys[event.key](doc);
  }
});
addEventListener("hashchange", open);
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll(".side details")) details.open = true;
});
if (documents.length) open();
