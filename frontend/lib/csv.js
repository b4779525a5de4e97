// A table as a file for a spreadsheet. Never decides what is in it.

/** A text that begins like a formula would be one in a spreadsheet. @param {string} text @returns {string} */
function noFormula(text) {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** @param {string|number} cell @returns {string} */
function written(cell) {
  const text = typeof cell === "number" ? String(cell) : noFormula(cell);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV: UTF-8 with BOM (spreadsheets take a file for UTF-8 only when it begins like that), semicolons, RFC 4180 quotes. @param {(string|number)[][]} rows @returns {string} */
export function toCsv(rows) {
  return `\ufeff${rows.map((row) => row.map(written).join(";")).join("\r\n")}\r\n`;
}
