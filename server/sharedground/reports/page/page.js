"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const form = document.querySelector(".filters");
  const notes = all(".note");

  // -- light or dark: as the system has it, until somebody chooses
  const theme = document.getElementById("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const now = root.dataset.theme || (dark.matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
  });

  // -- copying a wording
  for (const button of all(".copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const wording = button.parentElement.querySelector(".wording").textContent;
      try {
        await navigator.clipboard.writeText(wording);
      } catch {
        const area = document.createElement("textarea");
        area.value = wording;
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
        button.focus();
      }
      say(button, "Copied", "Copied this wording");
      setTimeout(() => say(button, "Copy", "Copy this wording"), 1500);
    });
  }
  function say(button, text, label) {
    button.textContent = text;
    button.setAttribute("aria-label", label);
  }
  if (!form) return;

  // -- a note and its words light up together
  const marksOf = new Map(notes.map((note) => [note.id, []]));
  for (const mark of all("mark")) {
    for (const id of mark.dataset.notes.trim().split(" ")) marksOf.get(id).push(mark);
    mark.addEventListener("click", () => go(document.getElementById(mark.dataset.notes.trim().split(" ")[0])));
  }
  for (const note of notes) {
    const lit = (on) => marksOf.get(note.id).forEach((mark) => mark.classList.toggle("lit", on));
    for (const event of ["pointerenter", "focusin"]) note.addEventListener(event, () => lit(true));
    for (const event of ["pointerleave", "focusout"]) note.addEventListener(event, () => lit(false));
  }

  // -- showing only some
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("change", show);
  function show() {
    const chosen = new FormData(form);
    const principles = chosen.getAll("principle");
    const fits = (note) => principles.includes(note.dataset.principle)
      && ["trust", "severity", "draft"].every((name) => !chosen.get(name) || chosen.get(name) === note.dataset[name]);
    for (const note of notes) note.hidden = !fits(note);
    for (const mark of all("mark")) {
      const on = mark.dataset.notes.trim().split(" ").some((id) => !document.getElementById(id).hidden);
      mark.classList.toggle("off", !on);
    }
    for (const ref of all(".ref")) ref.hidden = document.getElementById(ref.dataset.note).hidden;
    for (const draft of all(".draft")) draft.hidden = all(".note", draft).every((note) => note.hidden);
    const left = notes.filter((note) => !note.hidden).length;
    document.querySelector(".nothing").hidden = left > 0;
    document.getElementById("showing").textContent =
      left === notes.length ? "" : `Showing ${left} of ${notes.length}.`;
  }
  show();

  // -- from place to place
  let at = null;
  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("previous").addEventListener("click", () => step(-1));
  function step(by) {
    const shown = notes.filter((note) => !note.hidden);
    if (!shown.length) return;
    const index = shown.indexOf(at);
    go(shown[index < 0 ? (by > 0 ? 0 : shown.length - 1) : (index + by + shown.length) % shown.length]);
  }
  function go(note) {
    if (note.hidden) return;
    notes.forEach((other) => other.classList.toggle("here", other === note));
    at = note;
    note.scrollIntoView({ block: "center" });
    note.focus({ preventScroll: true });
  }
  // a link to a place that is filtered away brings everything back first
  addEventListener("hashchange", () => {
    const note = document.getElementById(location.hash.slice(1).replace(/-place$/, ""));
    if (note && note.hidden) { form.reset(); setTimeout(() => go(note)); }
  });
})();
