import fc from "fast-check";
import { z } from "zod";

/** Ids and the like met in a running kitchen, by prefix: what makes generated commands reach beyond `not-found`. */
export type KnownIds = ReadonlyMap<string, readonly string[]>;

interface Node {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly allOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Node;
  readonly propertyNames?: Node;
  readonly items?: Node;
  readonly prefixItems?: readonly Node[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

const LIST_MAX_COUNT = 3;
const TEXT_MAX_COUNT = 40;
const DATE_PATTERN = "\\d{4}-\\d{2}-\\d{2}";

/** Values a zod schema takes, as far as JSON Schema can say it; refinements beyond that may still refuse some. */
export function arbitraryFrom(schema: z.ZodType, known: KnownIds): fc.Arbitrary<unknown> {
  const node = z.toJSONSchema(schema, { io: "input", reused: "inline", unrepresentable: "any" }) as Node; // what it writes
  return fromNode(node, known);
}

function fromNode(node: Node, known: KnownIds): fc.Arbitrary<unknown> {
  if (node.const !== undefined) return fc.constant(node.const);
  if (node.enum !== undefined) return fc.constantFrom(...node.enum);
  const choices = node.anyOf ?? node.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => fromNode(choice, known)));
  if (node.allOf !== undefined) return fromNode(Object.assign({}, ...node.allOf) as Node, known); // the parts of one node
  return (MAKERS[String(node.type)] ?? anything)(node, known);
}

const anything = () => fc.jsonValue({ maxDepth: 1 });

const MAKERS: Readonly<Record<string, (node: Node, known: KnownIds) => fc.Arbitrary<unknown>>> = {
  object: fromObject,
  array: fromArray,
  string: fromString,
  integer: (node) => fc.integer({ min: Math.ceil(lowest(node)), max: Math.floor(highest(node)) }),
  number: (node) =>
    fc.integer({ min: Math.ceil(lowest(node) * 10), max: Math.floor(highest(node) * 10) }).map((tenths) => tenths / 10),
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
};

function fromObject(node: Node, known: KnownIds): fc.Arbitrary<unknown> {
  if (node.properties === undefined) {
    const values =
      typeof node.additionalProperties === "object" ? fromNode(node.additionalProperties, known) : fc.jsonValue();
    const names = node.propertyNames === undefined ? fc.string() : fromNode(node.propertyNames, known).map(String);
    return fc.dictionary(names, values, { maxKeys: LIST_MAX_COUNT });
  }
  const members = Object.entries(node.properties).map(([name, member]) => [name, fromNode(member, known)] as const);
  return fc.record(Object.fromEntries(members), { requiredKeys: [...(node.required ?? [])] });
}

function fromArray(node: Node, known: KnownIds): fc.Arbitrary<unknown> {
  if (node.prefixItems !== undefined) return fc.tuple(...node.prefixItems.map((item) => fromNode(item, known)));
  const minLength = node.minItems ?? 0;
  const maxLength = Math.max(minLength, Math.min(node.maxItems ?? LIST_MAX_COUNT, LIST_MAX_COUNT));
  return fc.array(fromNode(node.items ?? {}, known), { minLength, maxLength });
}

function fromString(node: Node, known: KnownIds): fc.Arbitrary<unknown> {
  const { pattern } = node;
  if (pattern === undefined) {
    const minLength = node.minLength ?? 0;
    const maxLength = Math.max(minLength, Math.min(node.maxLength ?? TEXT_MAX_COUNT, TEXT_MAX_COUNT));
    return fc.oneof(fc.string({ minLength, maxLength }), fc.constant("Contoh".padEnd(minLength, "x")));
  }
  if (pattern.includes(DATE_PATTERN)) return fc.constantFrom("2026-11-21", "2026-11-22", "2024-02-29");
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = node;
  const made = fc
    .stringMatching(new RegExp(pattern))
    .filter((text) => text.length >= minLength && text.length <= maxLength);
  const prefix = /^\^([a-z_]+)_\[0-9a-f\]/.exec(pattern)?.[1];
  const met = prefix === undefined ? [] : (known.get(prefix) ?? []);
  return met.length === 0
    ? made
    : fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...met) }, { weight: 1, arbitrary: made });
}

function lowest(node: Node): number {
  return Math.max(node.minimum ?? -1_000, (node.exclusiveMinimum ?? -1_001) + 1, Number.MIN_SAFE_INTEGER);
}

function highest(node: Node): number {
  return Math.max(lowest(node), Math.min(node.maximum ?? 2_000_000_000_000, Number.MAX_SAFE_INTEGER / 100));
}
