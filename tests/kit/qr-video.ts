import { writeFileSync } from "node:fs";
import { encode } from "uqr";

const WIDTH_PX = 640;
const HEIGHT_PX = 480;
const MODULE_PX = 9;
const WHITE = 235;
const BLACK = 16;

/** A video of one still frame showing a QR code, as Chromium's fake camera plays it (YUV4MPEG2). */
export function writeQrVideo(path: string, text: string): void {
  const { data, size } = encode(text, { ecc: "M" });
  const luma = Buffer.alloc(WIDTH_PX * HEIGHT_PX, WHITE);
  const left = Math.floor((WIDTH_PX - size * MODULE_PX) / 2);
  const top = Math.floor((HEIGHT_PX - size * MODULE_PX) / 2);
  for (let y = 0; y < size * MODULE_PX; y += 1) {
    for (let x = 0; x < size * MODULE_PX; x += 1) {
      const isDark = data[Math.floor(y / MODULE_PX)]?.[Math.floor(x / MODULE_PX)] === true;
      if (isDark) luma[(top + y) * WIDTH_PX + left + x] = BLACK;
    }
  }
  const chroma = Buffer.alloc((WIDTH_PX / 2) * (HEIGHT_PX / 2), 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, chroma, chroma]);
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH_PX} H${HEIGHT_PX} F10:1 Ip A1:1 C420\n`);
  writeFileSync(path, Buffer.concat([header, frame, frame]));
}
