import { siteRoleSchema, type SiteRole } from "#kernel/access.ts";
import { createIdFactory } from "#kernel/ids.ts";
import { employmentKindSchema, endReasonSchema, type EmploymentKind } from "#domains/people/events.ts";
import { systemClock } from "#main/clock.ts";
import { systemRandomness } from "#main/randomness.ts";
import type { CommandForm, Typed } from "./arguments.ts";
import type { OpenDesk } from "./open-desk.ts";
import { done, misused, rejected, type Outcome } from "./outcome.ts";
import { textTable } from "./text-table.ts";

const STAFF_FLAG = { name: "staff", value: "<kode>", isRequired: true, words: "kode orang (STAFF-001) atau id-nya" };
/** BGN's own people, and the partner's field assistant; everybody else is taken on as a volunteer unless said. */
const EMPLOYMENT_BY_ROLE: Partial<Readonly<Record<SiteRole, EmploymentKind>>> = {
  "kitchen-head": "bgn",
  nutritionist: "bgn",
  accountant: "bgn",
  "field-assistant": "partner",
  viewer: "guest",
};
const OFFICE_DIVISION_CODE = "kantor";

export const staffForms = {
  add: {
    path: ["staff", "add"],
    words: "Menambah orang; nomornya ditampilkan sekali.",
    flags: [
      { name: "name", value: "<nama>", isRequired: true, words: "nama lengkap" },
      { name: "nick-name", value: "<nama>", words: "nama panggilan di layar" },
      {
        name: "role",
        value: "<peran>",
        isRequired: true,
        isMultiple: true,
        choices: siteRoleSchema.options,
        words: "peran",
      },
      { name: "division", value: "<kode>", words: "divisi; wajib selain untuk staf kantor" },
      { name: "position", value: "<jabatan>", words: "jabatan (bawaan: perannya)" },
      { name: "employment", value: "<jenis>", choices: employmentKindSchema.options, words: "jenis kepegawaian" },
      { name: "join-date", value: "<YYYY-MM-DD>", words: "mulai bekerja (bawaan: hari dapur ini)" },
      { name: "birth-date", value: "<YYYY-MM-DD>", words: "tanggal lahir" },
    ],
  },
  list: {
    path: ["staff", "list"],
    words: "Daftar orang.",
    flags: [{ name: "all", words: "termasuk yang sudah keluar" }],
  },
  resetNumber: {
    path: ["staff", "reset-number"],
    words: "Memberi nomor baru; nomor lama tidak berlaku lagi.",
    flags: [STAFF_FLAG],
  },
  end: {
    path: ["staff", "end"],
    words: "Mengakhiri seseorang; nomor dan sesinya berakhir saat itu juga.",
    flags: [
      STAFF_FLAG,
      { name: "reason", value: "<alasan>", isRequired: true, choices: endReasonSchema.options, words: "alasan" },
      { name: "date", value: "<YYYY-MM-DD>", words: "hari terakhir (bawaan: hari dapur ini)" },
    ],
  },
} as const satisfies Record<string, CommandForm>;

export async function addStaff(desk: OpenDesk, typed: Typed): Promise<Outcome> {
  const roles = siteRoleSchema.array().parse(typed.many("role"));
  const isOffice = roles.some((role) => EMPLOYMENT_BY_ROLE[role] !== undefined);
  const divisionCode = typed.one("division") ?? (isOffice ? OFFICE_DIVISION_CODE : undefined);
  if (divisionCode === undefined) return misused("flag-missing", "--division <kode> wajib diisi untuk peran ini");
  const { today } = await desk.kitchen();
  const makeId = createIdFactory({ nowMs: systemClock.nowMs, fillRandom: systemRandomness.fill });
  const nickName = typed.one("nick-name");
  const birthDate = typed.one("birth-date");
  const answer = await desk.command("add-staff", {
    staffId: makeId("staff"),
    roles,
    divisionCode,
    employmentKind:
      typed.one("employment") ?? roles.flatMap((role) => EMPLOYMENT_BY_ROLE[role] ?? [])[0] ?? "volunteer",
    joinDate: typed.one("join-date") ?? today,
    position: typed.one("position") ?? roles.join(", "),
    personal: {
      fullName: typed.one("name"),
      ...(nickName !== undefined && { nickName }),
      ...(birthDate !== undefined && { birthDate }),
    },
  });
  return numberShown(answer);
}

export async function listStaff(desk: OpenDesk, typed: Typed): Promise<Outcome> {
  const rows = await desk.query("staff", {});
  const shown = rows.filter((row) => typed.isGiven("all") || row["status"] !== "ended");
  const table = textTable(
    ["kode", "nama", "peran", "divisi", "status"],
    shown.map((row) => [row["staffCode"], row["fullName"], listOf(row["roles"]), row["divisionCode"], row["status"]]),
  );
  return done(shown.length === 0 ? "Belum ada orang. Tambahkan dengan: npm run kiosk -- staff add" : table, {
    staff: shown,
  });
}

export async function resetNumber(desk: OpenDesk, typed: Typed): Promise<Outcome> {
  const staffId = await staffIdOf(desk, typed);
  if (staffId === undefined) return unknownStaff(typed);
  return numberShown(await desk.command("reset-pin", { staffId }));
}

export async function endStaff(desk: OpenDesk, typed: Typed): Promise<Outcome> {
  const staffId = await staffIdOf(desk, typed);
  if (staffId === undefined) return unknownStaff(typed);
  const endDate = typed.one("date") ?? (await desk.kitchen()).today;
  const answer = await desk.command("end-staff", { staffId, endDate, reasonCode: typed.one("reason") });
  if (answer.kind === "rejected") return rejected(answer.rejection);
  return done("Sudah keluar. Nomornya tidak berlaku lagi.", { staffId });
}

function numberShown(answer: Awaited<ReturnType<OpenDesk["command"]>>): Outcome {
  if (answer.kind === "rejected") return rejected(answer.rejection);
  const number = answer.reveal?.kind === "number" ? answer.reveal.number : "";
  const code = answer.result["staffCode"] ?? answer.result["staffId"];
  return done(`${String(code)}\nNomor: ${number}   (ditampilkan sekali, catat sekarang)`, { ...answer.result, number });
}

async function staffIdOf(desk: OpenDesk, typed: Typed): Promise<string | undefined> {
  const wanted = typed.one("staff");
  const rows = await desk.query("staff", {});
  const found = rows.find((row) => row["staffCode"] === wanted || row["staffId"] === wanted)?.["staffId"];
  return typeof found === "string" ? found : undefined;
}

function unknownStaff(typed: Typed): Outcome {
  return rejected({ code: "not-found", kind: "staff", id: typed.one("staff") ?? "" });
}

function listOf(value: unknown): string {
  return Array.isArray(value) ? value.join(", ") : "";
}
