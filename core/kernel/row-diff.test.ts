import fc from "fast-check";
import { expect, test } from "vitest";
import { patchRows } from "#renderer/client/rows.ts";
import { applyPatch } from "#tests/kit/lan-client.ts";
import { diffRows } from "./row-diff.ts";

type Row = { readonly id: string; readonly value: number };
const rows = fc.uniqueArray(
  fc.record({ id: fc.constantFrom(..."abcdefgh".split("")), value: fc.integer({ min: 0, max: 2 }) }),
  {
    selector: (row) => row.id,
  },
);
const textsOf = (list: readonly Row[]) => new Map(list.map((row) => [row.id, JSON.stringify(row)]));

test("[LAN22] applying the difference gives the new rows, in the kit's client and in the faces' client", () => {
  fc.assert(
    fc.property(rows, rows, (before, after) => {
      const diff = diffRows(textsOf(before), textsOf(after));
      if (diff === undefined) {
        expect(before).toEqual(after);
        return;
      }
      const patch = {
        kind: "patch" as const,
        subscriptionId: "s",
        rev: 1,
        upserts: diff.upserts.map((text) => JSON.parse(text) as Row), // written from rows just above
        removes: [...diff.removes],
        ...(diff.order === undefined ? {} : { order: [...diff.order] }),
      };
      const keyed = new Map(before.map((row) => [row.id, row]));
      expect([...applyPatch(keyed, patch, "id").values()]).toEqual(after);
      expect(patchRows(before, "id", patch)).toEqual(after);
    }),
    { numRuns: 2_000 },
  );
});

test("[LAN22] equal rows have no difference, and a difference says no more than it must", () => {
  const before: Row[] = [
    { id: "a", value: 1 },
    { id: "b", value: 1 },
    { id: "c", value: 1 },
  ];
  expect(diffRows(textsOf(before), textsOf(before))).toBeUndefined();
  const after: Row[] = [
    { id: "a", value: 2 },
    { id: "c", value: 1 },
    { id: "d", value: 1 },
  ];
  expect(diffRows(textsOf(before), textsOf(after))).toEqual({
    upserts: ['{"id":"a","value":2}', '{"id":"d","value":1}'],
    removes: ["b"],
    order: undefined,
  });
});
