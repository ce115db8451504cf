import type { Content, ContentTable, TableCell, TDocumentDefinitions } from "pdfmake/interfaces.js";
import {
  celsiusText,
  countText,
  dateText,
  durationText,
  moneyText,
  shareText,
  thousandthsText,
  timeText,
  zonedTimeText,
} from "./format.ts";
import { renderPdf } from "./pdf-writer.ts";
import {
  totalsOf,
  totalWordIndex,
  type Report,
  type ReportCell,
  type ReportColumn,
  type ReportOrigin,
  type ReportSigner,
  type ReportTable,
} from "./table-model.ts";
import { WORDS } from "./words.ts";

const GREY = "#52606B";
const RULE = "#C9D1D8";
const HEAD_FILL = "#E8ECEF";
const MARGIN_PT = 34;
/** A line somebody can sign in. */
const INK_ROW_PT = 26;
/** Enough of a hash to be read aloud; the whole one stands at the end. */
const HASH_SHOWN_COUNT = 16;

/** PDF for signatures: A4, page x/y, document number, room for ink, and the hash of the last record (UX.md §7). */
export function pdfFile(report: Report, origin: ReportOrigin): Promise<Uint8Array> {
  return renderPdf(definitionOf(report, origin));
}

function definitionOf(report: Report, origin: ReportOrigin): TDocumentDefinitions {
  const ending = { text: [`${WORDS.recordHash}: `, { text: origin.headHash }], fontSize: 7, color: GREY };
  return {
    pageOrientation: report.isLandscape ? "landscape" : "portrait",
    pageMargins: [MARGIN_PT, 46, MARGIN_PT, 40],
    info: { title: `${report.title} ${origin.documentCode}`, creator: "Bergizi Kiosk" },
    ...(origin.isDemo && { watermark: { text: "DEMO", opacity: 0.07, bold: true } }),
    header: () => headerOf(report, origin),
    footer: (page, pageCount) => footerOf(origin, page, pageCount),
    content: [
      titleOf(report, origin),
      ...report.tables.flatMap((table, index) => tableOf(table, origin, index > 0)),
      ...(report.signers.length === 0 ? [] : [signersOf(report.signers)]),
      { ...ending, margin: [0, 10, 0, 0] },
    ],
  };
}

function headerOf(report: Report, origin: ReportOrigin): Content {
  const site = origin.siteCode === null ? origin.siteName : `${origin.siteName} · ${origin.siteCode}`;
  return {
    margin: [MARGIN_PT, 20, MARGIN_PT, 0],
    fontSize: 8,
    color: GREY,
    columns: [{ text: site }, { text: `${report.title} · ${origin.documentCode}`, alignment: "right" }],
  };
}

function footerOf(origin: ReportOrigin, page: number, pageCount: number): Content {
  const record = `${WORDS.record} ${countText(origin.headSeq)} · ${origin.headHash.slice(0, HASH_SHOWN_COUNT)}`;
  return {
    margin: [MARGIN_PT, 12, MARGIN_PT, 0],
    fontSize: 7.5,
    color: GREY,
    columns: [{ text: record }, { text: `${WORDS.page} ${page}/${pageCount}`, alignment: "right" }],
  };
}

function titleOf(report: Report, origin: ReportOrigin): Content {
  const { timeZone } = origin;
  const until = origin.headAtMs === null ? WORDS.noData : zonedTimeText(origin.headAtMs, timeZone);
  const printed = `${WORDS.printedAt} ${zonedTimeText(origin.printedAtMs, timeZone)} · ${origin.printedBy}`;
  const stand = `${WORDS.completeUntil} ${until} · ${WORDS.configuration} ${origin.configurationVersion}`;
  return {
    stack: [
      ...(origin.isDemo ? [{ text: WORDS.demo, bold: true, color: "#9A3412", fontSize: 9 }] : []),
      { text: report.title, bold: true, fontSize: 15 },
      { text: report.subject, fontSize: 10.5, margin: [0, 2, 0, 4] },
      { text: printed, fontSize: 8, color: GREY },
      { text: stand, fontSize: 8, color: GREY },
    ],
    margin: [0, 0, 0, 8],
  };
}

function tableOf(table: ReportTable, origin: ReportOrigin, isNamed: boolean): Content[] {
  const heading: Content = {
    text: table.name,
    bold: true,
    fontSize: 11,
    margin: [0, 10, 0, 4],
    ...(table.isOnNewPage === true && { pageBreak: "before" }),
  };
  const notes = (table.notes ?? []).map((text): Content => ({ text, fontSize: 8, color: GREY, margin: [0, 3, 0, 0] }));
  return [...(isNamed || table.isOnNewPage === true ? [heading] : []), gridOf(table, origin), ...notes];
}

function gridOf(table: ReportTable, origin: ReportOrigin): ContentTable {
  const { columns } = table;
  const shareSum = columns.reduce((sum, column) => sum + column.width, 0);
  const totals = totalsOf(table);
  const hasInk = columns.some((column) => column.isForInk === true);
  const body: TableCell[][] = [
    columns.map((column) => ({ ...cellLook(column), text: column.header, bold: true, fillColor: HEAD_FILL })),
    ...table.rows.map((row) => columns.map((column, index) => bodyCell(column, row[index] ?? null, origin))),
    ...(totals === null ? [] : [columns.map((_column, index) => totalCell(table, totals, index, origin))]),
  ];
  return {
    fontSize: columns.length > 12 ? 6.5 : 8,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map((column) => `${(100 * column.width) / shareSum}%`),
      heights: (row) => (hasInk && row > 0 && row <= table.rows.length ? INK_ROW_PT : 12),
      body,
    },
    layout: {
      hLineWidth: () => 0.5,
      vLineWidth: () => 0.5,
      hLineColor: () => RULE,
      vLineColor: () => RULE,
      paddingLeft: () => (columns.length > 12 ? 2 : 4),
      paddingRight: () => (columns.length > 12 ? 2 : 4),
      paddingTop: () => 2.5,
      paddingBottom: () => 2.5,
    },
  };
}

function cellLook(column: ReportColumn) {
  const isFigure = column.kind !== "text" && column.kind !== "date" && column.kind !== "time";
  return { alignment: isFigure ? ("right" as const) : ("left" as const) };
}

function bodyCell(column: ReportColumn, cell: ReportCell, origin: ReportOrigin): TableCell {
  return { ...cellLook(column), text: column.isForInk === true ? "" : cellText(column, cell, origin) };
}

function totalCell(table: ReportTable, totals: readonly ReportCell[], index: number, origin: ReportOrigin): TableCell {
  const cell = totals[index] ?? null;
  const column = table.columns[index];
  if (column === undefined) return "";
  const word = index === totalWordIndex(table) ? WORDS.total : "";
  const text = cell === null ? word : cellText(column, cell, origin);
  return { ...cellLook(column), text, bold: true, fillColor: HEAD_FILL };
}

function cellText(column: ReportColumn, cell: ReportCell, { timeZone }: ReportOrigin): string {
  if (cell === null) return "–";
  switch (column.kind) {
    case "text":
      return String(cell);
    case "date":
      return dateText(String(cell));
    case "count":
      return countText(Number(cell));
    case "idr":
      return moneyText(Number(cell));
    case "hours":
    case "minutes":
      return durationText(Number(cell));
    case "celsius":
      return celsiusText(Number(cell));
    case "share":
      return shareText(Number(cell));
    case "thousandths":
      return thousandthsText(Number(cell));
    case "time":
      return timeText(Number(cell), timeZone);
  }
}

/** Side by side, each with an act above, room for ink and a name below; never torn apart by a page. */
function signersOf(signers: readonly ReportSigner[]): Content {
  return {
    unbreakable: true,
    margin: [0, 22, 0, 0],
    columns: signers.map(({ act, role, name }) => ({
      width: "*",
      alignment: "center" as const,
      fontSize: 9,
      stack: [
        { text: act, color: GREY, fontSize: 8 },
        { text: role },
        { text: " ", margin: [0, 22, 0, 22] },
        { text: name ?? "(………………………………)", bold: name !== null },
      ],
    })),
  };
}
