import { err, ok, type Result } from "#kernel/result.ts";
import { gridFromCsv } from "./csv-reader.ts";
import { PLAN_FILE_MAX_BYTES, type Grid, type PlanFileFault } from "./grid.ts";
import { gridsFromXlsx } from "./xlsx-reader.ts";

/** The sheets of an XLSX file or the one of a CSV file, told apart by content. */
export async function gridsFromBytes(bytes: Uint8Array<ArrayBuffer>): Promise<Result<readonly Grid[], PlanFileFault>> {
  if (bytes.length === 0) return err({ code: "file-empty" });
  if (bytes.length > PLAN_FILE_MAX_BYTES) return err({ code: "file-too-large", maxBytes: PLAN_FILE_MAX_BYTES });
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return gridsFromXlsx(bytes);
  // The old binary Excel format begins with the mark of an OLE container.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return err({ code: "file-old-excel" });
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!isUtf16 && bytes.subarray(0, 1_000).includes(0)) return err({ code: "file-kind-unknown" });
  const grid = gridFromCsv(bytes);
  return grid.ok ? ok([grid.value]) : grid;
}
