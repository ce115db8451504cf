import type { ImportCommand, ImportFacts } from "#domains/people/decide-import.ts";
import { comparableName, STANDARD_DIVISIONS } from "#domains/people/rules.ts";
import type { PersonalData } from "#domains/people/commands.ts";
import type { StoredPeopleEvent } from "#domains/people/state.ts";
import { assert } from "#kernel/assert.ts";
import type { IdFactory } from "#kernel/ids.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { openedPersonal, personalFrom } from "./queries.ts";
import type { Sealer } from "./seal.ts";
import { peopleSql } from "./tables.ts";

interface KnownPerson {
  readonly staffId: string;
  readonly personal: PersonalData | null;
  readonly isHere: boolean;
}

/** Reads who on a list is known already, and seals the rest so that each event can name its seal. */
export function gatherImportFacts(
  db: ReadableDb,
  { body }: ImportCommand,
  deps: {
    readonly sealer: Sealer;
    readonly makeId: IdFactory;
    readonly ageMinYears: number;
    readonly ageMaxYears: number;
  },
): ImportFacts {
  const known = knownPeople(db);
  const ids = new Set(known.map(({ staffId }) => staffId));
  const defined = db.all(peopleSql.selectFrom("division").select("division_code"));
  return {
    staffCount: known.length,
    divisionCodes: [
      ...STANDARD_DIVISIONS.map(({ divisionCode }) => divisionCode),
      ...defined.map((row) => row.division_code),
    ],
    ageMinYears: deps.ageMinYears,
    ageMaxYears: deps.ageMaxYears,
    people: body.people.map(({ staffId, personal }) => ({
      knownStaffId: known.find((person) => isSamePerson(person, personal))?.staffId ?? null,
      isIdTaken: ids.has(staffId),
      sealed: deps.sealer.seal({ sealedId: deps.makeId("sealed"), staffId }, personal).reference,
    })),
  };
}

/** Of two people with identity numbers the numbers decide; without, the name of somebody who is still here. */
function isSamePerson(known: KnownPerson, personal: PersonalData): boolean {
  if (known.personal === null || !known.isHere) return false;
  const [left, right] = [known.personal.nationalId, personal.nationalId];
  if (left !== undefined && right !== undefined) return left === right;
  return comparableName(known.personal.fullName) === comparableName(personal.fullName);
}

function knownPeople(db: ReadableDb): readonly KnownPerson[] {
  const rows = db.all(
    peopleSql
      .selectFrom("staff")
      .leftJoin("staff_private", "staff_private.sealed_id", "staff.sealed_id")
      .select(["staff.staff_id", "staff.status", openedPersonal.as("personal")])
      .orderBy("staff.staff_code"),
  );
  return rows.map((row) => ({
    staffId: row.staff_id,
    personal: personalFrom(row.personal),
    isHere: row.status !== "ended",
  }));
}

/** Writes the personal data of everybody who was added; gives the members of the answer. */
export function completeImport(
  db: WritableDb,
  { body }: ImportCommand,
  events: readonly StoredPeopleEvent[],
  { sealer, nowMs }: { readonly sealer: Sealer; readonly nowMs: number },
): Readonly<Record<string, unknown>> {
  const added = new Map(
    events.flatMap((event) =>
      event.type === "staff-added" ? [[event.body.staffId as string, event.body.sealed]] : [],
    ),
  );
  // Those who were added just now are not the ones a name was known by.
  const known = knownPeople(db).filter(({ staffId }) => !added.has(staffId));
  for (const { staffId, personal } of body.people) {
    const reference = added.get(staffId);
    if (reference === undefined) continue;
    const { sealed, reference: written } = sealer.seal({ sealedId: reference.sealedId, staffId }, personal);
    assert(written.digest === reference.digest, "the row holds what the event names");
    const row = { sealed_id: reference.sealedId, staff_id: staffId, sealed, written_at_ms: nowMs };
    db.run(peopleSql.insertInto("staff_private").values(row));
  }
  return {
    addedCount: added.size,
    known: body.people
      .filter(({ staffId }) => !added.has(staffId))
      .map(({ staffId, personal }) => ({
        staffId,
        knownStaffId: known.find((person) => isSamePerson(person, personal))?.staffId ?? null,
      })),
  };
}
