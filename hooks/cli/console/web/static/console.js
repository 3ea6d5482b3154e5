// The pages are made by the server. This keeps them fresh, draws the edges between nodes that are seen, counts seconds, and lets the keyboard walk.
"use strict";

const drawn = new Map(); // part → its HTML as the server wrote it last
const remember = () => document.querySelectorAll("[data-part]").forEach((part) => drawn.set(part.id, part.outerHTML));
remember();

// --- fresh parts

async function refresh() {
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (response.status === 404) live.textContent = "not there any more";
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const parts = [...page.querySelectorAll("[data-part]")], known = new Set(parts.map((part) => part.id));
  const focused = document.activeElement && document.activeElement.id;
  let changed = false;
  for (const gone of document.querySelectorAll("main > [data-part]")) {
    if (!known.has(gone.id)) { gone.remove(); drawn.delete(gone.id); changed = true; }
  }
  for (const fresh of parts) {
    const old = document.getElementById(fresh.id);
    const html = fresh.outerHTML;
    if (!old || drawn.get(fresh.id) === html || old.contains(document.getSelection().anchorNode) && !document.getSelection().isCollapsed) continue;
    drawn.set(fresh.id, html);
    for (const details of old.querySelectorAll("details[id]")) {
      const same = fresh.querySelector(`details#${details.id}`);
      if (same) { same.open = details.open; if (details.open && details.dataset.src) fill(same, details); }
    }
    old.replaceWith(document.adoptNode(fresh));
    changed = true;
  }
  const main = document.getElementById("main");
  for (const added of page.querySelectorAll("main > [data-part]")) {
    if (document.getElementById(added.id)) continue;
    drawn.set(added.id, added.outerHTML);
    if (added.id === "story") main.prepend(added); else main.append(added);
    changed = true;
  }
  if (!changed) return;
  const again = focused && document.getElementById(focused);
  if (again && again !== document.activeElement) again.focus({ preventScroll: true });
  tick();
  draw();
}

let waiting = null;
function soon() { waiting ??= setTimeout(async () => { try { await refresh(); } catch { /* the stream says when the server is gone */ } waiting = null; }, 50); }

const live = document.getElementById("live");
const said = live.textContent;
const stream = new EventSource("/events");
let first = true;
stream.onopen = () => { live.textContent = said; live.classList.remove("lost"); };
stream.onerror = () => { live.textContent = "it has ended"; live.classList.add("lost"); };
stream.onmessage = () => { if (first) first = false; else soon(); };
addEventListener("pagehide", () => stream.close());

// --- folded groups are read when they are opened

async function fill(group, before) {
  if (before) group.replaceChildren(...before.cloneNode(true).childNodes);
  const response = await fetch(group.dataset.src);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const summary = group.querySelector("summary");
  group.replaceChildren(summary, ...page.getElementById("group").childNodes);
  draw();
}
document.addEventListener("toggle", (event) => {
  const group = event.target;
  if (group.dataset && group.dataset.src) { if (group.open) fill(group); else draw(); }
}, true);

// --- edges

const graph = document.getElementById("graph");
// Where an edge begins or ends: the node, or the folded group that it is in; null where neither is seen.
function seen(ids) {
  for (const id of ids.split("|")) {
    const element = document.getElementById(id);
    if (!element || !element.offsetParent) continue;
    if (element.localName !== "details") return element;
    if (!element.open) return element.querySelector("summary");
  }
  return null;
}
function draw() {
  if (!graph) return;
  const svg = document.getElementById("edges");
  const base = graph.getBoundingClientRect();
  const paths = [];
  for (const start of graph.querySelectorAll("[data-to]")) {
    const from = seen(start.id);
    if (!from) continue;
    for (const ids of start.dataset.to.split(" ").filter(Boolean)) {
      const end = seen(ids);
      if (!end) continue;
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("d", curve(from.getBoundingClientRect(), end.getBoundingClientRect(), base));
      path.dataset.start = start.id;
      path.dataset.end = (end.localName === "summary" ? end.parentElement : end).id;
      if (end.classList.contains("bad")) path.classList.add("bad");
      paths.push(path);
    }
  }
  svg.replaceChildren(...paths);
}
function curve(from, to, base) {
  const y1 = from.top + Math.min(from.height / 2, 18) - base.top, y2 = to.top + Math.min(to.height / 2, 18) - base.top;
  if (to.left < from.right) { // into a row below, or back: around the right side
    const x1 = from.right - base.left, x2 = to.right - base.left, far = Math.max(x1, x2) + 18;
    return `M${x1} ${y1} C${far} ${y1} ${far} ${y2} ${x2} ${y2}`;
  }
  const x1 = from.right - base.left, x2 = to.left - base.left, half = (x1 + x2) / 2;
  return `M${x1} ${y1} C${half} ${y1} ${half} ${y2} ${x2} ${y2}`;
}
function trace(node) {
  if (!graph) return;
  for (const each of graph.querySelectorAll(".on")) each.classList.remove("on");
  graph.classList.toggle("traced", Boolean(node));
  if (!node) return;
  const paths = [...document.querySelectorAll("#edges path")];
  for (const [from, to] of [["start", "end"], ["end", "start"]]) {
    const open = [node.id], known = new Set(open);
    while (open.length) {
      const id = open.pop();
      document.getElementById(id).classList.add("on");
      for (const path of paths) {
        if (path.dataset[from] !== id) continue;
        path.classList.add("on");
        if (!known.has(path.dataset[to])) { known.add(path.dataset[to]); open.push(path.dataset[to]); }
      }
    }
  }
}
if (graph) {
  for (const name of ["pointerover", "focusin"]) graph.addEventListener(name, (event) => trace(event.target.closest(".node")));
  for (const name of ["pointerleave", "focusout"]) graph.addEventListener(name, () => trace(null));
  new ResizeObserver(draw).observe(graph);
}

// --- seconds

function minutes(seconds) { return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`; }
function tick() {
  const now = Date.now() / 1000;
  for (const each of document.querySelectorAll("[data-until]")) {
    each.dataset.text ??= each.textContent;
    const left = each.dataset.until - now;
    each.textContent = left > 0 ? `${each.dataset.text}, ${minutes(left)} left` : each.dataset.text;
  }
  for (const each of document.querySelectorAll("[data-since]")) {
    each.dataset.text ??= each.textContent;
    each.textContent = `${each.dataset.text}, ${minutes(Math.max(now - each.dataset.since, 0))} ago`;
  }
}
setInterval(tick, 1000);
tick();

// --- the keyboard

function neighbour(node, key) {
  const all = [...graph.querySelectorAll(".node, summary")].filter((each) => each.offsetParent);
  const here = node.getBoundingClientRect();
  const ahead = { ArrowDown: (r) => r.top > here.top && overlap(r.left, r.right, here.left, here.right), ArrowUp: (r) => r.top < here.top && overlap(r.left, r.right, here.left, here.right),
    ArrowRight: (r) => r.left > here.left + 20, ArrowLeft: (r) => r.left < here.left - 20 }[key];
  const distance = (r) => Math.hypot(r.left - here.left, (r.top - here.top) * (key.endsWith("t") ? 3 : 1));
  return all.filter((each) => each !== node && ahead(each.getBoundingClientRect())).sort((a, b) => distance(a.getBoundingClientRect()) - distance(b.getBoundingClientRect()))[0];
}
const overlap = (a1, a2, b1, b2) => a1 < b2 && b1 < a2;
document.addEventListener("keydown", (event) => {
  const target = event.target, typing = target.matches("input, textarea, select");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !typing) { event.preventDefault(); document.querySelector(".search input").focus(); }
  else if (event.key === "Escape" && typing) target.blur();
  else if (event.key === "Enter" && target.id === "expr" && !event.shiftKey) { event.preventDefault(); target.form.requestSubmit(); }
  else if (graph && !typing && event.key.startsWith("Arrow")) {
    const node = target.closest(".node, summary");
    const next = node ? neighbour(node, event.key) : graph.querySelector(".node, summary");
    if (next) { event.preventDefault(); next.focus(); }
  }
});
