import type { WordsLike } from "./copy.ts";
import type { hubId } from "./manager-hub.id.ts";

export const hubEn: WordsLike<typeof hubId> = {
  "standard.title": "Standards of headquarters",
  "standard.version": "version {{version}}",
  "standard.from": "In force from {{date}} · {{source}}",
  "standard.received": "Received {{ago}}",
  "standard.standing.in-force": "In force",
  "standard.standing.stricter-kept": "Kitchen is stricter",
  "standard.standing.later": "Not yet in force",
  "standard.standing.replaced": "Replaced by a newer one",
  "standard.skipped": "Not known to this version of the kiosk: {{keys}}",
};
