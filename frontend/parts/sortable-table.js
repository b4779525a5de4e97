// A table that its reader can sort by any column. Never knows what is in it.
import { fill, h } from "./dom.js";

/** @typedef {{value: string|number|null, shown: Node|string}} Cell */
/** @typedef {{label: string, language: string, heads: string[], rows: Cell[][], last: Cell[]}} Content */

/** A table with a button in each head: the first tap sorts words from A and numbers from the highest, the next turns it round. A last row always stays last. @param {Content} content @returns {HTMLElement} */
export function sortableTable({ label, language, heads, rows, last }) {
  const words = (/** @type {number} */ at) => rows.every((row) => typeof row[at].value === "string");
  const body = h("tbody", {});
  const line = (/** @type {Cell[]} */ [first, ...cells]) => h("tr", {}, h("th", { scope: "row" }, first.shown), cells.map(({ shown }, i) => h("td", { class: words(i + 1) ? null : "number" }, shown)));
  let order = { by: 0, up: true };
  const sort = (/** @type {number} */ by) => {
    order = { by, up: order.by === by ? !order.up : words(by) };
    draw();
  };
  const columns = heads.map((head, at) => h("th", { scope: "col", class: words(at) ? null : "number" }, h("button", { type: "button", class: "sort", onclick: () => sort(at) }, head)));
  const draw = () => {
    columns.forEach((column, at) => (at === order.by ? column.setAttribute("aria-sort", order.up ? "ascending" : "descending") : column.removeAttribute("aria-sort")));
    fill(body, [...rows].sort((a, b) => compared(a[order.by].value, b[order.by].value, language) * (order.up ? 1 : -1)).map(line));
  };
  draw();
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label },
    h("table", { class: "sortable" }, h("thead", {}, h("tr", {}, columns)), body, h("tfoot", {}, line(last))));
}

/** Less, equal or more; what is missing is less than everything. @param {string|number|null} a @param {string|number|null} b @param {string} language @returns {number} */
function compared(a, b, language) {
  if (typeof a === "string" && typeof b === "string") return a.localeCompare(b, language);
  return Number(a ?? -1) - Number(b ?? -1);
}
