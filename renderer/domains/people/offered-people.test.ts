import { expect, test } from "vitest";
import { offeredPeople, presentIdsAt } from "./offered-people.ts";

const person = (name: string, divisionCode: string) => ({ staffId: `staff_${name}`, name, divisionCode });
const PEOPLE = [
  person("Wati", "pengolahan"),
  person("Agus", "distribusi"),
  person("Budi", "pengolahan"),
  person("Cici", "pengolahan"),
];

test("a task is offered to whoever is here, then elsewhere in the kitchen, then not checked in", () => {
  const presentIds = new Set(["staff_Wati", "staff_Agus", "staff_Budi"]);
  const offered = offeredPeople(PEOPLE, { presentIds, divisionsHere: ["pengolahan"] });
  expect(offered.map(({ person: { name }, whereabouts }) => [name, whereabouts])).toEqual([
    ["Budi", "here"],
    ["Wati", "here"],
    ["Agus", "elsewhere"],
    ["Cici", "away"],
  ]);
});

test("where nobody is checked in, nothing is said of anybody", () => {
  const offered = offeredPeople(PEOPLE, { presentIds: new Set(), divisionsHere: ["pengolahan"] });
  expect(offered.map(({ person: { name }, whereabouts }) => [name, whereabouts])).toEqual([
    ["Agus", null],
    ["Budi", null],
    ["Cici", null],
    ["Wati", null],
  ]);
});

test("a stay older than the longest there is says nothing", () => {
  const rows = [
    { staffId: "staff_1", untilAtMs: 100 },
    { staffId: "staff_2", untilAtMs: 101 },
  ];
  expect([...presentIdsAt(rows, 100)]).toEqual(["staff_2"]);
});
