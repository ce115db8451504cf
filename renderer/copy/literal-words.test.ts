import { readdirSync, readFileSync } from "node:fs";
import { parseAst } from "vite";
import { describe, expect, it } from "vitest";

const renderer = new URL("../", import.meta.url);
const components = readdirSync(renderer, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".tsx"));

/** Attributes a person reads or hears. */
const READ_ATTRIBUTES = new Set(["aria-label", "aria-description", "title", "alt", "placeholder", "label"]);
const HAS_WORD = /\p{L}{2,}/u;

interface Node {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** Words written into a component's markup instead of the catalogues. */
function literalWords(source: string): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isNode(value) && !isKeyName(value)) {
      found.push(...wordsOf(value));
      Object.values(value).forEach(visit);
    }
  };
  visit(parseAst(source, { lang: "tsx" }));
  return found;
}

/** `<kbd>`: what is printed on a key is the same in every language. */
function isKeyName(node: Node): boolean {
  if (node.type !== "JSXElement" || !isNode(node["openingElement"])) return false;
  const { name } = node["openingElement"];
  return isNode(name) && name["name"] === "kbd";
}

function wordsOf(node: Node): readonly string[] {
  if (node.type === "JSXText") return HAS_WORD.test(String(node["value"])) ? [String(node["value"]).trim()] : [];
  if (node.type !== "JSXAttribute" || !isNode(node["name"]) || !isNode(node["value"])) return [];
  const isRead = READ_ATTRIBUTES.has(String(node["name"]["name"]));
  const { value } = node["value"];
  return isRead && typeof value === "string" && HAS_WORD.test(value) ? [value] : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

describe("[UX10.25] components", () => {
  it("hold no words of their own: every word on screen is in a catalogue", () => {
    const literal = components.flatMap((path) =>
      literalWords(readFileSync(new URL(path, renderer), "utf8")).map((words) => `${path}: ${words}`),
    );
    expect(components.length).toBeGreaterThan(20);
    expect(literal).toEqual([]);
  });

  it("would be caught with one", () => {
    expect(literalWords("const a = <p>Simpan</p>;")).toEqual(["Simpan"]);
    expect(literalWords("const a = <kbd>Ctrl K</kbd>;")).toEqual([]);
    expect(literalWords('const a = <p aria-label="Simpan" className="simpan">{words} · 3 %</p>;')).toEqual(["Simpan"]);
  });
});
