/** What readers put between the pairs of a card's number. */
const SEPARATORS = /[\s:.\-_]/g;

/**
 * What a reader read, as it is compared: upper case; a card's number without the separators its reader puts in. The kitchen
 * PC and a terminal that is cut off must come to the same text.
 */
export function normalBadgeText(text: string): string {
  const upper = text.trim().toUpperCase();
  return upper.startsWith("S:") ? upper : upper.replaceAll(SEPARATORS, "");
}
