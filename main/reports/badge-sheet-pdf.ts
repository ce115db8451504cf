import type { Content, TDocumentDefinitions } from "pdfmake/interfaces.js";
import { zonedTimeText } from "./format.ts";
import type { BadgeCard, BadgeSheet } from "./badge-sheet.ts";
import { renderPdf } from "./pdf-writer.ts";
import type { ReportOrigin } from "./table-model.ts";
import { WORDS } from "./words.ts";

const PT_PER_MM = 72 / 25.4;
const PAGE = { width: 210 * PT_PER_MM, height: 297 * PT_PER_MM };
/** CR80, the size of a bank card and of the sleeves sold for it (UX.md §6). */
const CARD = { width: 85.6 * PT_PER_MM, height: 54 * PT_PER_MM };
const COLUMNS_COUNT = 2;
const ROWS_COUNT = 5;
const CARDS_ON_PAGE = COLUMNS_COUNT * ROWS_COUNT;
const LEFT = (PAGE.width - COLUMNS_COUNT * CARD.width) / 2;
const TOP = (PAGE.height - ROWS_COUNT * CARD.height) / 2;

/** Version 2 at level M holds a badge's text: 25 modules a side and a quiet zone of four around (UX.md §6). */
const QR_MODULES_COUNT = 25;
const QR_QUIET_COUNT = 4;
/** 1.06 mm: twice what a reader needs, and whole points keep the edges of modules sharp. */
const QR_MODULE_PT = 3;
const QR_SIDE = QR_MODULE_PT * (QR_MODULES_COUNT + 2 * QR_QUIET_COUNT);
const QR_TOP = 33;

const WORDS_LEFT = QR_SIDE + 6;
const WORDS_WIDTH = CARD.width - WORDS_LEFT - 10;
const NAME_LINES_MAX_COUNT = 4;
const NAME_SIZES = [16, 14, 12, 10, 8] as const;
/** How wide a letter of Inter's semibold is, of its size; the widest names are of capitals. */
const LETTER_WIDTH = 0.68;
const GREY = "#52606B";
const CUT = "#9AA6B1";

/** A4 sheets of ten cards to cut out, then who has none; page and document number stand outside the cards. */
export function badgeSheetPdf(sheet: BadgeSheet, origin: ReportOrigin): Promise<Uint8Array> {
  return renderPdf(definitionOf(sheet, origin));
}

function definitionOf({ cards, leftOut }: BadgeSheet, origin: ReportOrigin): TDocumentDefinitions {
  const sheets = Array.from({ length: Math.ceil(cards.length / CARDS_ON_PAGE) }, (_, index) =>
    cards.slice(index * CARDS_ON_PAGE, (index + 1) * CARDS_ON_PAGE),
  );
  return {
    pageMargins: [LEFT, TOP, LEFT, TOP],
    info: { title: `Kartu ${origin.documentCode}`, creator: "Bergizi Kiosk" },
    header: (page) => (page > sheets.length ? null : marginLine(headWords(origin), 14)),
    footer: (page, pageCount) => marginLine(`${WORDS.page} ${page}/${pageCount} · potong di garis`, 10),
    background: (page) => (page > sheets.length ? null : { canvas: cutLines() }),
    content: [
      ...sheets.map((shown, index): Content => ({
        stack: shown.flatMap((card, place) => cardAt(card, placeOf(place), origin)),
        ...(index > 0 && { pageBreak: "before" as const }),
      })),
      ...leftOutList(leftOut, sheets.length > 0),
    ],
  };
}

function headWords({ siteName, documentCode, printedAtMs, printedBy, timeZone, isDemo }: ReportOrigin): string {
  const printed = `${WORDS.printedAt} ${zonedTimeText(printedAtMs, timeZone)} · ${printedBy}`;
  return `${isDemo ? `${WORDS.demo} · ` : ""}${siteName} · ${documentCode} · ${printed}`;
}

function marginLine(text: string, top: number): Content {
  return { text, fontSize: 7, color: GREY, alignment: "center", margin: [LEFT, top, LEFT, 0] };
}

function placeOf(place: number) {
  const row = Math.floor(place / COLUMNS_COUNT);
  return { x: LEFT + (place % COLUMNS_COUNT) * CARD.width, y: TOP + row * CARD.height };
}

/** Every part stands at its own place: a long name never moves the next card. */
function cardAt(card: BadgeCard, at: { readonly x: number; readonly y: number }, origin: ReportOrigin): Content[] {
  const place = (left: number, top: number) => ({ x: at.x + left, y: at.y + top });
  const within = (width: number, content: Content) => ({ columns: [{ width, stack: [content] }] });
  const name = nameLook(card.name);
  const site = origin.siteName === "" ? WORDS.site : origin.siteName;
  return [
    {
      ...within(CARD.width - 24, { text: site.slice(0, 44), bold: true, fontSize: 8, color: GREY }),
      absolutePosition: place(12, 12),
    },
    {
      qr: card.text,
      eccLevel: "M",
      mode: "alphanumeric",
      version: 2,
      fit: QR_MODULES_COUNT * QR_MODULE_PT,
      padding: QR_QUIET_COUNT,
      absolutePosition: place(2, QR_TOP),
    },
    {
      ...within(QR_SIDE + 4, { text: card.text, fontSize: 4.6, alignment: "center", color: GREY }),
      absolutePosition: place(0, QR_TOP + QR_SIDE - 6),
    },
    {
      ...within(WORDS_WIDTH, {
        stack: [
          { text: name.text, bold: true, fontSize: name.size, lineHeight: 1.05 },
          { text: card.team, fontSize: 9.5, margin: [0, 5, 0, 0] },
          { text: card.staffCode, fontSize: 8, color: GREY, margin: [0, 3, 0, 0] },
        ],
      }),
      absolutePosition: place(WORDS_LEFT, QR_TOP + 10),
    },
  ];
}

/** The largest size at which a name takes few lines; a word wider than the card is broken by a hyphen. */
export function nameLook(name: string): { readonly text: string; readonly size: number } {
  const smallest = NAME_SIZES[NAME_SIZES.length - 1] ?? 8;
  const size = NAME_SIZES.find((candidate) => lineCountAt(name, candidate) <= NAME_LINES_MAX_COUNT) ?? smallest;
  const lettersMaxCount = lettersAt(size);
  const words = name.split(/\s+/).flatMap((word) => {
    const letters = Array.from(word);
    if (letters.length <= lettersMaxCount) return [word];
    const part = lettersMaxCount - 1;
    return Array.from({ length: Math.ceil(letters.length / part) }, (_, index) => {
      const piece = letters.slice(index * part, (index + 1) * part).join("");
      return (index + 1) * part < letters.length ? `${piece}-` : piece;
    });
  });
  return { text: words.join(" "), size };
}

function lettersAt(size: number): number {
  return Math.floor(WORDS_WIDTH / (LETTER_WIDTH * size));
}

/** How many lines a name takes; none is enough where a word is wider than a line. */
function lineCountAt(name: string, size: number): number {
  const lettersMaxCount = lettersAt(size);
  let lineCount = 1;
  let usedCount = 0;
  for (const word of name.split(/\s+/)) {
    const length = Array.from(word).length;
    if (length > lettersMaxCount) return Number.POSITIVE_INFINITY;
    if (usedCount > 0 && usedCount + 1 + length > lettersMaxCount) {
      lineCount += 1;
      usedCount = length;
    } else usedCount += (usedCount > 0 ? 1 : 0) + length;
  }
  return lineCount;
}

function cutLines() {
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: "line" as const,
    x1,
    y1,
    x2,
    y2,
    lineWidth: 0.4,
    lineColor: CUT,
  });
  const right = LEFT + COLUMNS_COUNT * CARD.width;
  const bottom = TOP + ROWS_COUNT * CARD.height;
  const across = Array.from({ length: ROWS_COUNT + 1 }, (_, row) => TOP + row * CARD.height);
  const down = Array.from({ length: COLUMNS_COUNT + 1 }, (_, column) => LEFT + column * CARD.width);
  return [...across.map((y) => line(LEFT, y, right, y)), ...down.map((x) => line(x, TOP, x, bottom))];
}

function leftOutList(leftOut: BadgeSheet["leftOut"], isAfterCards: boolean): Content[] {
  if (leftOut.length === 0) return [];
  return [
    {
      text: "Tidak dicetak",
      bold: true,
      fontSize: 14,
      margin: [0, 0, 0, 8],
      ...(isAfterCards && { pageBreak: "before" as const }),
    },
    ...leftOut.map(({ name, staffCode, reason }): Content => ({
      text: `${name} · ${staffCode} – ${reason}`,
      fontSize: 10,
      margin: [0, 0, 0, 4],
    })),
  ];
}
