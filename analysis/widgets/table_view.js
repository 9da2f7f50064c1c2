// Draws the rows that table_view.py lays out: sort by the heads, search, scroll. Words become text nodes, never markup.
// What the reader did (order, search, place) outlives a change of the rows.

const BATCH = 200;

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function drawCell(cell, column) {
  const td = make("td", `ncw-${column.kind}`);
  if (cell.parts) {
    for (const [kind, words] of cell.parts) {
      td.append(kind ? make("mark", kind.split(" ").map((k) => `ncw-${k}`).join(" "), words) : words);
    }
    if (cell.hint) td.title = cell.hint;
  } else if (cell.link) {
    const a = make("a", "", "web \u2197");
    a.href = cell.link;
    a.title = cell.link;
    a.target = "_blank";
    a.rel = "noopener noreferrer";
    td.append(cell.text, " ", a);
  } else {
    td.append(cell.quiet ? make("span", "ncw-quiet", cell.text) : cell.text);
  }
  return td;
}

const wordsOf = (cell) => (cell.parts ? cell.parts.map((part) => part[1]).join("") : cell.text);

function compare(a, b, direction) {
  if (a === null || b === null) return (a === null) - (b === null); // what has no value comes last, either way
  const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
  return order * direction;
}

function render({ model, el }) {
  let sorted = { column: -1, direction: 1 };
  let shown = [];
  let drawn = 0;

  el.classList.add("ncw-table");
  el.dataset.lmSuppressShortcuts = "true"; // letters typed here are no notebook commands
  const bar = make("div", "ncw-table-bar");
  const label = make("label", "", "Search in the table ");
  const search = make("input");
  search.type = "search";
  label.append(search);
  const count = make("span", "ncw-table-count");
  count.setAttribute("role", "status");
  const key = make("span", "ncw-table-key");
  bar.append(label, count, key);
  const box = make("div", "ncw-table-box");
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  const table = make("table");
  const head = table.createTHead();
  const body = table.createTBody();
  box.append(table);
  el.append(bar, box);

  function drawHead() {
    head.replaceChildren(make("tr"));
    model.get("columns").forEach((column, at) => {
      const th = make("th", `ncw-${column.kind}`);
      th.scope = "col";
      th.setAttribute("aria-sort", "none");
      const button = make("button", "", column.heading);
      button.type = "button";
      button.title = `${column.meaning}\n(click to sort)`;
      button.onclick = () => sortBy(at);
      th.append(button);
      head.rows[0].append(th);
    });
  }

  function sortBy(at) {
    if (sorted.column !== at) sorted = { column: at, direction: 1 };
    else if (sorted.direction === 1) sorted.direction = -1;
    else sorted = { column: -1, direction: 1 };
    drawBody();
    box.scrollTop = 0;
  }

  function drawBody() {
    const rows = model.get("rows");
    const wanted = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    shown = rows.filter((row) => {
      if (!wanted.length) return true;
      const words = row.map(wordsOf).join("\n").toLocaleLowerCase();
      return wanted.every((word) => words.includes(word));
    });
    if (sorted.column >= 0) {
      const at = sorted.column;
      const grouped = (a, b) => compare(a[at].group ?? "", b[at].group ?? "", 1); // like units together, either way
      shown.sort((a, b) => grouped(a, b) || compare(a[at].key, b[at].key, sorted.direction));
    }
    [...head.rows[0].cells].forEach((th, at) => {
      const order = sorted.direction === 1 ? "ascending" : "descending";
      th.setAttribute("aria-sort", at === sorted.column ? order : "none");
    });
    body.replaceChildren();
    drawn = 0;
    drawMore();
    const total = model.get("total");
    const [one, several] = model.get("nouns");
    const all = `${total.toLocaleString("en")} ${total === 1 ? one : several}`;
    count.textContent = shown.length === total ? all : `${shown.length.toLocaleString("en")} of ${all}`;
    if (rows.length < total) count.textContent += `: this table holds the first ${rows.length.toLocaleString("en")}`;
    if (!shown.length) {
      const row = make("tr", "ncw-table-empty");
      const td = make("td", "", rows.length ? `No ${one} in this table has these words.` : model.get("empty"));
      td.colSpan = Math.max(1, model.get("columns").length);
      row.append(td);
      body.append(row);
    }
  }

  function drawMore() {
    const columns = model.get("columns");
    for (const row of shown.slice(drawn, drawn + BATCH)) {
      const tr = make("tr");
      row.forEach((cell, at) => tr.append(drawCell(cell, columns[at])));
      body.append(tr);
    }
    drawn = Math.min(shown.length, drawn + BATCH);
  }

  function drawAll() {
    const top = box.scrollTop;
    box.setAttribute("aria-label", `Table of ${model.get("nouns")[1]}, scrolls`);
    const marks = model.get("marks");
    key.replaceChildren(marks.length ? "Marked: " : "");
    for (const kind of marks) key.append(make("mark", `ncw-${kind}`, kind), " ");
    label.hidden = !model.get("searchable");
    if (label.hidden) search.value = "";
    drawHead();
    drawBody();
    box.scrollTop = top;
  }

  search.addEventListener("input", drawBody);
  box.addEventListener("scroll", () => {
    if (drawn < shown.length && box.scrollTop + box.clientHeight > box.scrollHeight - 400) drawMore();
  });
  model.on("change:view", drawAll);
  drawAll();
  return () => model.off("change:view", drawAll);
}

export default { render };
