import { describe, expect, it } from "vitest";
import { addedPortions, countedKinds, withPending } from "./counted-kinds.ts";

const none = { smallCount: 0, largeCount: 0, toddlerCount: 0, maternalCount: 0 };

describe("what the counter counts", () => {
  it("offers the planned profiles, and the special packs apart", () => {
    expect(
      countedKinds({
        portionCounts: { ...none, smallCount: 300, largeCount: 180 },
        portionedCounts: { ...none, smallCount: 12 },
        specialPackCount: 14,
        portionedSpecialPackCount: 3,
      }),
    ).toEqual([
      { kind: "small", filledCount: 12, targetCount: 300 },
      { kind: "large", filledCount: 0, targetCount: 180 },
      { kind: "special", filledCount: 3, targetCount: 14 },
    ]);
  });

  it("keeps showing a profile that was filled without being planned", () => {
    const kinds = countedKinds({
      portionCounts: { ...none, smallCount: 10 },
      portionedCounts: { ...none, toddlerCount: 2 },
      specialPackCount: 0,
      portionedSpecialPackCount: 0,
    });
    expect(kinds.map(({ kind }) => kind)).toEqual(["small", "toddler"]);
  });

  it("adds a tap to one kind only", () => {
    expect(addedPortions("large", 50)).toEqual({ added: { ...none, largeCount: 50 }, specialPackCount: 0 });
    expect(addedPortions("special", 1)).toEqual({ added: none, specialPackCount: 1 });
  });

  it("shows counts on their way on top of the board's, and without them when they are refused", () => {
    const board = { portionedCounts: { ...none, smallCount: 10 }, portionedSpecialPackCount: 1 };
    expect(withPending(board, [addedPortions("small", 50), addedPortions("special", 1)])).toEqual({
      portionedCounts: { ...none, smallCount: 60 },
      portionedSpecialPackCount: 2,
    });
    expect(withPending(board, [])).toEqual(board);
  });
});
