// Checks a ballot paper against the published manifest before anybody votes with it. Never fetches, never shows.
import { readKey } from "./blind.js";
import { included } from "./merkle.js";

/** @typedef {import("./shapes.js").BallotPaper} BallotPaper */

/**
 * What casting needs, out of the proven leaves; throws when a proof, a text or the key does not hold.
 * @param {BallotPaper} paper
 * @returns {Promise<import("./sending.js").Where>}
 */
export async function checkPaper(paper) {
  const { proven, round } = paper;
  const tree = { size: proven.size, root: proven.root };
  const first = await included({ ...tree, leaf: proven.leaf0, index: 0, proof: proven.leaf0_proof });
  const area = await included({ ...tree, leaf: proven.area_leaf, index: proven.index, proof: proven.area_proof });
  if (!first || !area || proven.index < 1) throw new Error("proof");
  if (round.root !== null && round.root !== proven.root) throw new Error("root");
  const whole = JSON.parse(proven.leaf0);
  const mine = JSON.parse(proven.area_leaf);
  if (whole.format !== 1 || whole.round !== round.id || mine.area !== paper.area || mine.area !== proven.index) throw new Error("place");
  // Somebody put in an area of their own could be told apart from everybody else.
  if (!mine.branches.some((/** @type {{name: string}} */ branch) => branch.name === paper.member.branch_name)) throw new Error("branch");
  if (whole.areas !== proven.size - 1 || !sameTexts(whole, round)) throw new Error("texts");
  readKey(mine.key);
  return { round: round.id, area: mine.area, key: mine.key, box: new URL(whole.box).origin };
}

/** @param {any} leaf @param {import("./shapes.js").PublicRound} round @returns {boolean} */
function sameTexts(leaf, round) {
  const keys = /** @type {const} */ (["number", "text", "explanation", "argument_for", "argument_against"]);
  const flat = (/** @type {any[]} */ statements) => JSON.stringify(statements.map((one) => keys.map((key) => one[key] ?? null)));
  const sorted = [...round.statements].sort((one, other) => one.number - other.number);
  return leaf.title === round.title && leaf.purpose === round.purpose && flat(leaf.statements) === flat(sorted);
}
