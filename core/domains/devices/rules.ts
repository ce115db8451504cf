import type { Face, Station } from "#kernel/access.ts";

/** Whether a face has a station: a tablet always, a wall when it shows one part of the kitchen, the others never. */
export function stationNeedOf(face: Face): "required" | "optional" | "none" {
  switch (face) {
    case "tablet":
      return "required";
    case "wall":
      return "optional";
    case "attendance":
    case "manager":
      return "none";
  }
}

export type StationProblem =
  | { readonly code: "station-required" }
  | { readonly code: "station-not-allowed"; readonly face: Face };

/** What is wrong with a face and station chosen together; null when they fit. */
export function stationProblem(face: Face, station: Station | null): StationProblem | null {
  const need = stationNeedOf(face);
  if (need === "required" && station === null) return { code: "station-required" };
  if (need === "none" && station !== null) return { code: "station-not-allowed", face };
  return null;
}

/** A typed code as people read it aloud: two groups of four. */
export function typedCodeForScreen(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** A typed code as it is compared: capitals, without the dash and spaces people add. */
export function typedCodeForCompare(text: string): string {
  return text.toUpperCase().replaceAll(/[\s-]/g, "");
}
