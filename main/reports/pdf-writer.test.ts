import { expect, test } from "vitest";
import { renderPdf } from "./pdf-writer.ts";

test("a document is drawn in the bundled Inter, with nothing asked of the network", async () => {
  const pdf = Buffer.from(await renderPdf({ content: [{ text: "Łucja · ≤ ½", bold: true }, "Siti"] })).toString(
    "latin1",
  );
  expect(pdf.slice(0, 5)).toBe("%PDF-");
  expect(new Set(pdf.match(/Inter-\w+/g))).toEqual(new Set(["Inter-SemiBold", "Inter-Regular"]));
});

test.each(["https://example.org/a.png", "/etc/hostname"])("a picture at %s is not fetched", async (image) => {
  await expect(renderPdf({ content: [{ image }] })).rejects.toThrow();
});
