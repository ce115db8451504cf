/** “K4” from `BATCH-20261121-04`: what people call it; undefined for a row without a batch. */
export function kloterName(batchCode: string | null | undefined): string | undefined {
  const number = /-(\d{2,3})$/.exec(batchCode ?? "")?.[1];
  return number === undefined ? undefined : `K${Number(number)}`;
}
