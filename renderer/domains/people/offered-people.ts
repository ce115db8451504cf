/**
 * Where somebody is whom a task may be given to: `here` in a division that works at its station, `elsewhere` in the kitchen,
 * `away` not checked in. Null where nobody is: without a front desk, presence says nothing of anybody.
 */
export type Whereabouts = "here" | "elsewhere" | "away" | null;

export interface OfferedPerson<Person> {
  readonly person: Person;
  readonly whereabouts: Whereabouts;
}

const RANKS: Readonly<Record<Exclude<Whereabouts, null>, number>> = { here: 0, elsewhere: 1, away: 2 };

/** People in the order a task is offered to them: who is here first, by name within each. */
export function offeredPeople<
  Person extends { readonly staffId: string; readonly name: string; readonly divisionCode: string },
>(
  people: readonly Person[],
  at: { readonly presentIds: ReadonlySet<string>; readonly divisionsHere: readonly string[] },
): ReadonlyArray<OfferedPerson<Person>> {
  const whereaboutsOf = ({ staffId, divisionCode }: Person): Whereabouts => {
    if (at.presentIds.size === 0) return null;
    if (!at.presentIds.has(staffId)) return "away";
    return at.divisionsHere.includes(divisionCode) ? "here" : "elsewhere";
  };
  const rank = (whereabouts: Whereabouts) => (whereabouts === null ? 0 : RANKS[whereabouts]);
  return people
    .map((person) => ({ person, whereabouts: whereaboutsOf(person) }))
    .toSorted(
      (left, right) =>
        rank(left.whereabouts) - rank(right.whereabouts) || left.person.name.localeCompare(right.person.name, "id"),
    );
}

/** Who is checked in at an instant; a stay nobody knows the end of counts no more. */
export function presentIdsAt(
  rows: ReadonlyArray<{ readonly staffId: string; readonly untilAtMs: number }>,
  nowMs: number,
): ReadonlySet<string> {
  return new Set(rows.filter(({ untilAtMs }) => untilAtMs > nowMs).map(({ staffId }) => staffId));
}
