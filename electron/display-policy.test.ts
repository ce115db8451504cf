import { describe, expect, it } from "vitest";
import {
  assignRole,
  firstAssignments,
  placeScreens,
  zoomFactorOf,
  type DisplayFacts,
  type ScreenAssignment,
} from "./display-policy.ts";

const bounds = { x: 0, y: 0, width: 1366, height: 768 };
const primary: DisplayFacts = { id: 1, label: "PC", isPrimary: true, bounds };
const television: DisplayFacts = {
  id: 2,
  label: "TV 55",
  isPrimary: false,
  bounds: { x: 1366, y: 0, width: 3840, height: 2160 },
};
const both = [primary, television];
const kept: readonly ScreenAssignment[] = firstAssignments(both);

describe("on a first start", () => {
  it("the console takes the primary display and the wall the first other one", () => {
    expect(firstAssignments([])).toEqual([]);
    expect(firstAssignments([primary]).map(({ role, displayId }) => [role, displayId])).toEqual([["manager", 1]]);
    expect(firstAssignments([television, primary]).map(({ role, displayId }) => [role, displayId])).toEqual([
      ["manager", 1],
      ["wall", 2],
    ]);
  });

  it("a third display is asked about, not guessed", () => {
    const third = { ...television, id: 3, bounds: { ...television.bounds, x: 5206 } };
    expect(placeScreens(firstAssignments([...both, third]), [...both, third]).unknown).toEqual([third]);
  });
});

describe("when displays come and go", () => {
  it("a display that is away parks its window and moves nothing else", () => {
    const placement = placeScreens(kept, [primary]);
    expect(placement.parkedScreenIds).toEqual([2]);
    expect(placement.placed.map(({ screenId, display }) => [screenId, display.id])).toEqual([[1, 1]]);
    expect(placement.unknown).toEqual([]);
    expect(placement.assignments).toEqual(kept);
  });

  it("a display that returns under another id is known by its label and bounds, and kept under the new id", () => {
    const back = { ...television, id: 77 };
    const placement = placeScreens(kept, [primary, back]);
    expect(placement.placed[1]).toEqual({ screenId: 2, role: "wall", display: back });
    expect(placement.assignments[1]).toEqual({ ...kept[1], displayId: 77 });
    expect(placement.unknown).toEqual([]);
  });

  it("an id says more than a label: two equal televisions that swapped places keep their roles", () => {
    const left = { ...television, id: 5 };
    const right = { ...television, id: 6, bounds: { ...television.bounds, x: 9000 } };
    const roles = assignRole(assignRole([], left, "wall"), right, "attendance");
    const swapped = [
      { ...left, bounds: right.bounds },
      { ...right, bounds: left.bounds },
    ];
    expect(placeScreens(roles, swapped).placed.map(({ role, display }) => [role, display.id])).toEqual([
      ["wall", 5],
      ["attendance", 6],
    ]);
  });

  it("another display in its place is unknown, and the window stays parked", () => {
    const other = { ...television, id: 9, label: "Proyektor" };
    const placement = placeScreens(kept, [primary, other]);
    expect(placement.parkedScreenIds).toEqual([2]);
    expect(placement.unknown).toEqual([other]);
  });

  it("with no display at all everything is parked", () => {
    expect(placeScreens(kept, []).parkedScreenIds).toEqual([1, 2]);
  });
});

it("a role given to a display replaces the one it had and gives a new one a number of its own", () => {
  const other = { ...television, id: 9, label: "Layar depan" };
  const roles = assignRole(assignRole(kept, television, "none"), other, "attendance");
  expect(roles.map(({ screenId, role, displayId }) => [screenId, role, displayId])).toEqual([
    [1, "manager", 1],
    [2, "none", 2],
    [3, "attendance", 9],
  ]);
});

it("the wall's page is 1920 px wide on any display; other faces are not zoomed", () => {
  expect(zoomFactorOf("wall", television.bounds)).toBe(2);
  expect(zoomFactorOf("attendance", television.bounds)).toBe(1);
});
