/** A JPEG in form: start, one frame with its size, a scan of some bytes, the end mark. No picture a person could see. */
export function smallJpeg(
  options: { readonly widthPx?: number; readonly heightPx?: number; readonly scan?: readonly number[] } = {},
): Uint8Array<ArrayBuffer> {
  const { widthPx = 320, heightPx = 240, scan = [1, 2, 3] } = options;
  const uint16 = (value: number) => [value >> 8, value & 0xff];
  const segment = (marker: number, body: readonly number[]) => [0xff, marker, ...uint16(body.length + 2), ...body];
  const frame = [8, ...uint16(heightPx), ...uint16(widthPx), 1, 1, 0x11, 0];
  return Uint8Array.from([
    ...[0xff, 0xd8],
    ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0]),
    ...segment(0xc0, frame),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...scan,
    ...[0xff, 0xd9],
  ]);
}
