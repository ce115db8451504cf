import type { KloterForm } from "./plan-form.ts";

/** A field somebody else changed meanwhile: what it says now, and what is typed here. */
export interface FormDifference {
  /** The thing the field belongs to: the kloter, a dish, a point. */
  readonly subject: string;
  readonly field: string;
  readonly theirs: string;
  readonly own: string;
}

/**
 * What the kitchen's plan changed between `base` (what this form started from) and `now`, with what is typed here. Nothing
 * is ever overwritten in silence (UX.md §3.4 “changed meanwhile”).
 */
export function differencesSince(base: KloterForm, now: KloterForm, own: KloterForm): readonly FormDifference[] {
  const before = fieldsOf(base);
  const after = fieldsOf(now);
  const typed = fieldsOf(own);
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths.flatMap((path) => {
    const theirs = after.get(path);
    if (theirs?.value === before.get(path)?.value) return [];
    const known = theirs ?? before.get(path);
    return [
      {
        subject: known?.subject ?? "",
        field: known?.field ?? "",
        theirs: theirs?.value ?? "",
        own: typed.get(path)?.value ?? "",
      },
    ];
  });
}

interface FieldAt {
  readonly subject: string;
  readonly field: string;
  readonly value: string;
}

/** Every text field of a form by where it stands. */
function fieldsOf(form: KloterForm): ReadonlyMap<string, FieldAt> {
  const fields = new Map<string, FieldAt>();
  const add = (key: string, subject: string, values: object) => {
    for (const [field, value] of Object.entries(values)) {
      if (field === "key" || (typeof value !== "string" && typeof value !== "boolean")) continue;
      fields.set(`${key}/${field}`, { subject, field, value: String(value) });
    }
  };
  add(form.key, form.label, form);
  for (const dish of form.dishes) {
    add(dish.key, dish.dishName, dish);
    for (const line of dish.ingredients) add(line.key, `${dish.dishName} · ${line.name}`, line);
    for (const step of dish.steps) add(step.key, `${dish.dishName} · ${step.number}`, step);
  }
  for (const point of form.points) add(point.key, point.name, point);
  return fields;
}
