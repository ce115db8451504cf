import { expect, test } from "vitest";
import { base32, hotp, otpauthUri, totpStepOf } from "./totp.ts";

const SECRET = Buffer.from("12345678901234567890", "ascii");

test("codes are those of RFC 4226, appendix D, and RFC 6238, appendix B", () => {
  const appendixD = [
    "755224",
    "287082",
    "359152",
    "969429",
    "338314",
    "254676",
    "287922",
    "162583",
    "399871",
    "520489",
  ];
  expect(appendixD.map((_, counter) => hotp(SECRET, counter))).toEqual(appendixD);
  const appendixB: readonly (readonly [seconds: number, code: string])[] = [
    [59, "94287082"],
    [1_111_111_109, "07081804"],
    [1_111_111_111, "14050471"],
    [1_234_567_890, "89005924"],
    [2_000_000_000, "69279037"],
    [20_000_000_000, "65353130"],
  ];
  for (const [seconds, code] of appendixB) expect(hotp(SECRET, Math.floor(seconds / 30), 8)).toBe(code);
});

test("a code is taken a step early or late, once, and nothing else is", () => {
  const nowMs = 59_000;
  expect(totpStepOf(SECRET, "287082", nowMs, null)).toBe(1);
  expect(totpStepOf(SECRET, "287082", nowMs + 30_000, null)).toBe(1);
  expect(totpStepOf(SECRET, "287082", nowMs + 61_000, null)).toBeNull();
  expect(totpStepOf(SECRET, "287082", nowMs, 1)).toBeNull();
  for (const wrong of ["", "28708", "2870820", "287083", "٢٨٧٠٨٢"])
    expect(totpStepOf(SECRET, wrong, nowMs, null)).toBeNull();
});

test("secrets are written as RFC 4648 base32", () => {
  expect(["f", "fo", "foo", "foob", "fooba", "foobar"].map((text) => base32(Buffer.from(text)))).toEqual([
    "MY",
    "MZXQ",
    "MZXW6",
    "MZXW6YQ",
    "MZXW6YTB",
    "MZXW6YTBOI",
  ]);
  expect(otpauthUri(SECRET, "rina@bgn.go.id")).toBe(
    "otpauth://totp/Bergizi%20Pusat:rina%40bgn.go.id?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bergizi%20Pusat&algorithm=SHA1&digits=6&period=30",
  );
});
