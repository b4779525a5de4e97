// Building the page out of elements. Never HTML out of text, so nothing that a person typed can become markup.

/** @typedef {Node|string|number|null|undefined|false} Child */
/** @typedef {Child|Child[]} Children */

/**
 * Makes an element. Properties starting with "on" are listeners, true is an empty attribute, false and null leave it out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag @param {Record<string, unknown>} [properties] @param {...Children} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...nodes(children));
  return element;
}

/** @param {Children[]} children @returns {(Node|string)[]} */
function nodes(children) {
  const kept = children.flat().filter((child) => child !== null && child !== undefined && child !== false);
  return kept.map((child) => (child instanceof Node ? child : String(child)));
}

/** Replaces all content of an element. @param {Element} element @param {...Children} children @returns {void} */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
}

/** Paragraphs of a longer text, split at empty lines. @param {string} text @param {string} [className] @returns {HTMLElement[]} */
export function paragraphs(text, className) {
  return text.split(/\n\s*\n/).filter((part) => part.trim() !== "").map((part) => h("p", { class: className ?? null }, part.trim()));
}

/** A button that is never a submit button. @param {string} label @param {() => void} act @param {string} [className] @returns {HTMLButtonElement} */
export function button(label, act, className = "button") {
  return h("button", { type: "button", class: className, onclick: act }, label);
}

/** Moves the reader, on screen and in a screen reader, to an element. @param {HTMLElement|null} element @returns {void} */
export function goTo(element) {
  if (element === null) return;
  if (!element.hasAttribute("tabindex") && !/^(A|BUTTON|INPUT|SELECT|TEXTAREA|SUMMARY)$/.test(element.tagName)) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: element.tagName === "H1" ? "center" : "nearest" });
}

/** A mark that only tells, drawn by the style sheet. @param {string} name @returns {HTMLElement} */
export function mark(name) {
  return h("span", { class: `mark mark-${name}`, "aria-hidden": "true" });
}
