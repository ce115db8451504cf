import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const run = promisify(execFile);
const requireHere = createRequire(import.meta.url);

/** Of a printer of labels, the coarsest a kitchen has; an office printer has three times as many. */
const DOTS_PER_INCH = 203;
const MM_PER_INCH = 25.4;

/** A QR code on a page, as a reader sees it. */
export interface PrintedQr {
  readonly page: number;
  readonly text: string;
  readonly moduleMm: number;
}

/** Renders a PDF's pages as a printer would (poppler's `pdftoppm`) and reads every QR code on them. */
export async function printedQrCodes(pdf: Uint8Array): Promise<readonly PrintedQr[]> {
  const wasmBinary = readFileSync(requireHere.resolve("zxing-wasm/reader/zxing_reader.wasm"));
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasmBinary).buffer }, fireImmediately: true });
  return withPdf(pdf, async (folder, file) => {
    await run("pdftoppm", ["-r", String(DOTS_PER_INCH), "-gray", "-png", file, join(folder, "page")]);
    const pages = readdirSync(folder)
      .filter((name) => name.endsWith(".png"))
      .toSorted();
    const found: PrintedQr[] = [];
    for (const [index, name] of pages.entries()) {
      const codes = await readBarcodes(readFileSync(join(folder, name)), { formats: ["QRCode"] });
      for (const { text, position, symbol } of codes) {
        const { topLeft, topRight } = position;
        const sideDots = Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y);
        found.push({ page: index + 1, text, moduleMm: (sideDots / DOTS_PER_INCH / symbol.width) * MM_PER_INCH });
      }
    }
    return found;
  });
}

/** The words on a PDF's pages (poppler's `pdftotext`). */
export function printedWords(pdf: Uint8Array): Promise<string> {
  return withPdf(pdf, async (_folder, file) => (await run("pdftotext", ["-layout", file, "-"])).stdout);
}

async function withPdf<Value>(pdf: Uint8Array, look: (folder: string, file: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), "printed-"));
  const file = join(folder, "document.pdf");
  writeFileSync(file, pdf);
  try {
    return await look(folder, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
