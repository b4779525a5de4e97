// A QR code as a picture on the page. Never makes the code.

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4;

/** A QR matrix as a picture: dark on white, whatever the theme. @param {boolean[][]} matrix @param {string} label @returns {SVGElement} */
export function qrPicture(matrix, label) {
  const make = (/** @type {string} */ name, /** @type {Record<string, string>} */ attributes) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const size = matrix.length + 2 * QUIET;
  const path = matrix.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ""))).join("");
  const picture = make("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" });
  picture.append(make("rect", { width: `${size}`, height: `${size}`, fill: "#fff" }), make("path", { d: path, fill: "#000" }));
  return /** @type {SVGElement} */ (picture);
}
