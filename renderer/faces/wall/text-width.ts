/**
 * How wide words of the bundled Inter are, without a screen: advance widths in hundredths of an em of the characters from
 * space to tilde, measured in Chromium at weight 680 with tabular figures. The wall decides with it what fits on a line.
 */
const HUNDREDTHS =
  "027033055065065101067034039039065065027065027039065065065065065065065065065065027027065065065" +
  "056101076066074072061059075075028058072057093076077065078066065067073076105073073066039034039" +
  "049047036058063059063059036063062027027058027091062061063063041056035062060085058060057039037" +
  "039065";

const FIRST_CODE = 32;
/** A character outside the table is taken as wide as a wide capital. */
const OTHER_WIDTH_EM = 0.8;
const NARROW_OTHERS: Readonly<Record<string, number>> = { "·": 0.33, "–": 0.5, "°": 0.46 };

/** The width of a text in em of its own font size. */
export function textWidthEm(text: string): number {
  let widthEm = 0;
  for (const character of text) widthEm += characterWidthEm(character);
  return widthEm;
}

function characterWidthEm(character: string): number {
  const start = ((character.codePointAt(0) ?? 0) - FIRST_CODE) * 3;
  const entry = start < 0 ? "" : HUNDREDTHS.slice(start, start + 3);
  return entry === "" ? (NARROW_OTHERS[character] ?? OTHER_WIDTH_EM) : Number(entry) / 100;
}

/** UX.md §3.1: a dish stands before its kloter in 9 em, a school after its time in 7.3 em, so nothing is cut on the wall. */
export const DISH_NAME_MAX_EM = 9;
export const POINT_NAME_MAX_EM = 7.3;
