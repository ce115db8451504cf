import type { z } from "zod";

/**
 * The unit is the last word of a number's name; a record may say what it is keyed by after it (`portionCountByStatus`).
 * Words that are counts or versions by their nature, and the values of settings and gates, whose unit stands beside them,
 * are listed.
 */
const UNIT_ENDINGS =
  /(AtMs|Ms|C|G|Mg|Ug|Ml|Kcal|Idr|Bp|Count|Points|Hz|Bytes|Px|Mm|Inches|Metres|PerHour)(By[A-Z]\w*)?$/;
const UNITLESS = new Set([
  "seq",
  "v",
  "rev",
  "version",
  "streamVersion",
  "revision",
  "number",
  "stepNumber",
  "kloterNumber",
  "value",
  "limit",
  "current",
  "defaultValue",
  "min",
  "max",
]);
const UNITLESS_ENDINGS = /(Version|Revision|Number|Seq|Rev)$/;

interface Walk {
  readonly _zod: { readonly def: Readonly<Record<string, unknown>> };
}

/** Paths of number fields below a schema whose names do not say a unit. */
export function unnamedUnits(schema: z.ZodType): readonly string[] {
  return walk(schema as unknown as Walk, "", null); // zod 4 keeps its definition under `_zod.def`
}

function walk(schema: Walk, path: string, name: string | null): readonly string[] {
  const def = schema._zod.def;
  const inner = (key: string) => def[key] as Walk; // the member the kind of schema has
  switch (def["type"]) {
    case "object":
      return Object.entries(def["shape"] as Record<string, Walk>).flatMap(([key, member]) =>
        walk(member, path === "" ? key : `${path}.${key}`, key),
      );
    case "array":
      return walk(inner("element"), `${path}[]`, name);
    case "union":
      return (def["options"] as readonly Walk[]).flatMap((option) => walk(option, path, name));
    case "optional":
    case "nullable":
    case "default":
    case "readonly":
    case "nonoptional":
      return walk(inner("innerType"), path, name);
    case "pipe":
      return walk(inner("in"), path, name);
    case "record":
      return walk(inner("valueType"), `${path}{}`, name);
    case "number":
    case "int":
      return name === null || UNIT_ENDINGS.test(name) || UNITLESS.has(name) || UNITLESS_ENDINGS.test(name)
        ? []
        : [path];
    default:
      return [];
  }
}
