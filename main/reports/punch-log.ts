import { correctionsQuery, punchesQuery } from "#domains/attendance/queries.ts";
import type { CorrectionReason } from "#domains/attendance/values.ts";
import type { RowOf } from "#kernel/definition.ts";
import type { LocalDate } from "#kernel/time.ts";
import { spanText } from "./format.ts";
import { peopleOf } from "./hours.ts";
import type { ReportSource } from "./report-source.ts";
import type { Report, ReportTable } from "./table-model.ts";

type PunchRow = RowOf<typeof punchesQuery>;
type CorrectionRow = RowOf<typeof correctionsQuery>;
type Person = ReturnType<typeof peopleOf>[number];
interface Of<Row> {
  readonly person: Person;
  readonly row: Row;
}

const METHOD_WORDS: Readonly<Record<PunchRow["method"], string>> = {
  "badge-scan": "kartu",
  rfid: "kartu RFID",
  qr: "QR",
  pin: "nomor",
  "on-behalf": "dicatatkan",
  correction: "koreksi",
};
const REASON_WORDS: Readonly<Record<CorrectionReason, string>> = {
  "forgot-in": "lupa masuk",
  "forgot-out": "lupa pulang",
  "wrong-time": "jam salah",
  other: "lain",
};
const STATE_WORDS: Readonly<Record<CorrectionRow["state"], string>> = {
  asked: "menunggu",
  approved: "disetujui",
  rejected: "ditolak",
};

/** Every punch and every correction of a span: who asked, who decided, what it was before. */
export function punchLogReport(
  source: ReportSource,
  span: { readonly fromDate: LocalDate; readonly toDate: LocalDate },
): Report {
  const people = peopleOf(source);
  const ofEach = <Row>(ask: (staffId: Person["staffId"]) => readonly Row[]): readonly Of<Row>[] =>
    people.flatMap((person) => ask(person.staffId).map((row) => ({ person, row })));
  const { fromDate, toDate } = span;
  const punches = ofEach((staffId) => source.ask(punchesQuery, { fromDate, toDate, staffId }));
  const corrections = ofEach((staffId) => source.ask(correctionsQuery, { fromDate, toDate, staffId }));
  return {
    title: "Catatan Absen dan Koreksi",
    subject: spanText(span),
    isLandscape: true,
    tables: [punchTable(punches), correctionTable(source, corrections)],
    signers: [],
  };
}

function punchTable(punches: readonly Of<PunchRow>[]): ReportTable {
  const ordered = punches.toSorted((left, right) => left.row.atMs - right.row.atMs);
  return {
    name: "Absen",
    columns: [
      { header: "Hari dapur", kind: "date", width: 14 },
      { header: "Waktu", kind: "time", width: 18 },
      { header: "Kode", kind: "text", width: 12 },
      { header: "Nama", kind: "text", width: 24 },
      { header: "Arah", kind: "text", width: 10 },
      { header: "Cara", kind: "text", width: 13 },
      { header: "Diterima PC", kind: "time", width: 18 },
      { header: "Tanda", kind: "text", width: 30 },
    ],
    rows: ordered.map(({ person, row }) => [
      row.serviceDate,
      row.atMs,
      person.staffCode,
      person.fullName,
      row.direction === "in" ? "MASUK" : "PULANG",
      METHOD_WORDS[row.method],
      row.recordedAtMs,
      marksOf(row).join(", "),
    ]),
  };
}

function marksOf(row: PunchRow): readonly string[] {
  const marks: readonly (readonly [boolean, string])[] = [
    [row.isWithdrawn, "dicoret"],
    [row.isFlipped, "arah diubah"],
    [row.isClockReplaced, "jam terminal diganti"],
    [row.isLateEntry, "terlambat diterima"],
  ];
  return marks.filter(([isSet]) => isSet).map(([, word]) => word);
}

function correctionTable(source: ReportSource, corrections: readonly Of<CorrectionRow>[]): ReportTable {
  const { nameOf } = source;
  const ordered = corrections.toSorted((left, right) => left.row.requestedAtMs - right.row.requestedAtMs);
  return {
    name: "Koreksi",
    isOnNewPage: true,
    columns: [
      { header: "Hari dapur", kind: "date", width: 12 },
      { header: "Nama", kind: "text", width: 20 },
      { header: "Masuk sebelumnya", kind: "time", width: 15 },
      { header: "Pulang sebelumnya", kind: "time", width: 15 },
      { header: "Masuk diminta", kind: "time", width: 15 },
      { header: "Pulang diminta", kind: "time", width: 15 },
      { header: "Alasan", kind: "text", width: 18 },
      { header: "Diminta", kind: "time", width: 15 },
      { header: "Oleh", kind: "text", width: 14 },
      { header: "Keadaan", kind: "text", width: 11 },
      { header: "Diputuskan", kind: "time", width: 15 },
      { header: "Oleh", kind: "text", width: 14 },
    ],
    rows: ordered.map(({ person, row }) => [
      row.serviceDate,
      person.fullName,
      row.originalInAtMs,
      row.originalOutAtMs,
      row.inAtMs,
      row.outAtMs,
      [REASON_WORDS[row.reasonCode], row.note ?? "", row.reason ?? ""].filter((text) => text !== "").join(" · "),
      row.requestedAtMs,
      nameOf(row.requestedByStaffId) ?? person.fullName,
      STATE_WORDS[row.state],
      row.decidedAtMs,
      nameOf(row.decidedByStaffId),
    ]),
  };
}
